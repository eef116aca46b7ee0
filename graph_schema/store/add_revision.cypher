// name:    add_revision
// purpose: Write down who changed the store, when and what for.
// params:  $revision  map: number, made_at, actor, note, created, updated, removed, table_names,
//          is_reversible
// returns: number integer
// access:  write
CREATE (revision:_Revision)
SET revision = $revision
RETURN revision.number AS number

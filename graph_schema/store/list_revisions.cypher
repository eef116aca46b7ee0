// name:    list_revisions
// purpose: List the newest changes.
// params:  $limit  integer
// returns: revision map, as add_revision took it
// order:   number, falling
// access:  read
// index:   _revision_number_unique
MATCH (revision:_Revision)
WHERE revision.number > 0
RETURN properties(revision) AS revision
ORDER BY revision.number DESC
LIMIT $limit

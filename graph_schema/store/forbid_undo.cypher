// name:    forbid_undo
// purpose: Say of changes that they cannot be undone, because rows of them were forgotten.
// params:  $numbers  list of integer
// returns: n_revisions integer
// access:  write
// index:   _revision_number_unique
UNWIND $numbers AS number
MATCH (revision:_Revision {number: number})
SET revision.is_reversible = false
RETURN count(revision) AS n_revisions

// name:    find_newest
// purpose: Find the newest change.
// params:  none
// returns: number integer; nothing if there is none
// access:  read
// index:   _revision_number_unique
MATCH (revision:_Revision)
WHERE revision.number > 0
RETURN revision.number AS number
ORDER BY number DESC
LIMIT 1

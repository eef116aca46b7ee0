// name:    find_revision
// purpose: Find one change by its number.
// params:  $number  integer
// returns: revision map, as add_revision took it
// access:  read
// index:   _revision_number_unique
MATCH (revision:_Revision {number: $number})
RETURN properties(revision) AS revision

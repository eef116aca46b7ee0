// name:    find_not_same
// purpose: Find rows of NotSame by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   not_same_id_unique
UNWIND $ids AS row_id
MATCH (not_same:NotSame {id: row_id})
RETURN properties(not_same) AS row

// name:    present_not_same
// purpose: Tell which of some ids are those of rows of NotSame.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   not_same_id_unique
UNWIND $ids AS row_id
MATCH (not_same:NotSame {id: row_id})
RETURN collect(not_same.id) AS ids

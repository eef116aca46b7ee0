// name:    find_has_use_of
// purpose: Find ties HAS_USE_OF by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   has_use_of_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:HAS_USE_OF {id: row_id}]->()
RETURN properties(tie) AS row

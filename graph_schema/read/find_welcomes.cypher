// name:    find_welcomes
// purpose: Find ties WELCOMES by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   welcomes_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:WELCOMES {id: row_id}]->()
RETURN properties(tie) AS row

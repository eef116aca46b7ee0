// name:    find_completed
// purpose: Find ties COMPLETED by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   completed_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:COMPLETED {id: row_id}]->()
RETURN properties(tie) AS row

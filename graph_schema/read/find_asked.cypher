// name:    find_asked
// purpose: Find ties ASKED by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   asked_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:ASKED {id: row_id}]->()
RETURN properties(tie) AS row

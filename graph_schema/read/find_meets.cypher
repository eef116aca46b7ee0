// name:    find_meets
// purpose: Find ties MEETS by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   meets_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:MEETS {id: row_id}]->()
RETURN properties(tie) AS row

// name:    find_serves
// purpose: Find ties SERVES by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   serves_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:SERVES {id: row_id}]->()
RETURN properties(tie) AS row

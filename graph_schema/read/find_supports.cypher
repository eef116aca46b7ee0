// name:    find_supports
// purpose: Find ties SUPPORTS by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   supports_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:SUPPORTS {id: row_id}]->()
RETURN properties(tie) AS row

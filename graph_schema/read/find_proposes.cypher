// name:    find_proposes
// purpose: Find ties PROPOSES by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   proposes_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:PROPOSES {id: row_id}]->()
RETURN properties(tie) AS row

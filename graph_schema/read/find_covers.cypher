// name:    find_covers
// purpose: Find ties COVERS by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   covers_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:COVERS {id: row_id}]->()
RETURN properties(tie) AS row

// name:    remove_former_id
// purpose: Take rows of FormerId out, with the ties that run from and to them.
// params:  $ids  list of string
// returns: n_rows integer, rows taken out
// access:  write
// index:   former_id_id_unique
UNWIND $ids AS row_id
MATCH (former_id:FormerId {id: row_id})
DETACH DELETE former_id
RETURN count(row_id) AS n_rows

// name:    remove_proposes
// purpose: Take ties PROPOSES out.
// params:  $ids  list of string
// returns: n_rows integer, ties taken out
// access:  write
// index:   proposes_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:PROPOSES {id: row_id}]->()
DELETE tie
RETURN count(row_id) AS n_rows

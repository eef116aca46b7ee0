// name:    remove_covers
// purpose: Take ties COVERS out.
// params:  $ids  list of string
// returns: n_rows integer, ties taken out
// access:  write
// index:   covers_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:COVERS {id: row_id}]->()
DELETE tie
RETURN count(row_id) AS n_rows

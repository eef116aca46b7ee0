// name:    remove_meets
// purpose: Take ties MEETS out.
// params:  $ids  list of string
// returns: n_rows integer, ties taken out
// access:  write
// index:   meets_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:MEETS {id: row_id}]->()
DELETE tie
RETURN count(row_id) AS n_rows

// name:    remove_completed
// purpose: Take ties COMPLETED out.
// params:  $ids  list of string
// returns: n_rows integer, ties taken out
// access:  write
// index:   completed_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:COMPLETED {id: row_id}]->()
DELETE tie
RETURN count(row_id) AS n_rows

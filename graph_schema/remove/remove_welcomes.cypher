// name:    remove_welcomes
// purpose: Take ties WELCOMES out.
// params:  $ids  list of string
// returns: n_rows integer, ties taken out
// access:  write
// index:   welcomes_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:WELCOMES {id: row_id}]->()
DELETE tie
RETURN count(row_id) AS n_rows

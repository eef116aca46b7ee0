// name:    remove_asked
// purpose: Take ties ASKED out.
// params:  $ids  list of string
// returns: n_rows integer, ties taken out
// access:  write
// index:   asked_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:ASKED {id: row_id}]->()
DELETE tie
RETURN count(row_id) AS n_rows

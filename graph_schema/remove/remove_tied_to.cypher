// name:    remove_tied_to
// purpose: Take ties TIED_TO out.
// params:  $ids  list of string
// returns: n_rows integer, ties taken out
// access:  write
// index:   tied_to_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:TIED_TO {id: row_id}]->()
DELETE tie
RETURN count(row_id) AS n_rows

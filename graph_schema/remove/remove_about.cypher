// name:    remove_about
// purpose: Take ties ABOUT out.
// params:  $ids  list of string
// returns: n_rows integer, ties taken out
// access:  write
// index:   about_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:ABOUT {id: row_id}]->()
DELETE tie
RETURN count(row_id) AS n_rows

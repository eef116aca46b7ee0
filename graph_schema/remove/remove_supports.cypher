// name:    remove_supports
// purpose: Take ties SUPPORTS out.
// params:  $ids  list of string
// returns: n_rows integer, ties taken out
// access:  write
// index:   supports_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:SUPPORTS {id: row_id}]->()
DELETE tie
RETURN count(row_id) AS n_rows

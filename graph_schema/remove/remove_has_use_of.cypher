// name:    remove_has_use_of
// purpose: Take ties HAS_USE_OF out.
// params:  $ids  list of string
// returns: n_rows integer, ties taken out
// access:  write
// index:   has_use_of_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:HAS_USE_OF {id: row_id}]->()
DELETE tie
RETURN count(row_id) AS n_rows

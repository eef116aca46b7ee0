// name:    remove_serves
// purpose: Take ties SERVES out.
// params:  $ids  list of string
// returns: n_rows integer, ties taken out
// access:  write
// index:   serves_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:SERVES {id: row_id}]->()
DELETE tie
RETURN count(row_id) AS n_rows

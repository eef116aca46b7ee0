// name:    remove_funds
// purpose: Take ties FUNDS out.
// params:  $ids  list of string
// returns: n_rows integer, ties taken out
// access:  write
// index:   funds_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:FUNDS {id: row_id}]->()
DELETE tie
RETURN count(row_id) AS n_rows

// name:    remove_partners_with
// purpose: Take ties PARTNERS_WITH out.
// params:  $ids  list of string
// returns: n_rows integer, ties taken out
// access:  write
// index:   partners_with_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:PARTNERS_WITH {id: row_id}]->()
DELETE tie
RETURN count(row_id) AS n_rows

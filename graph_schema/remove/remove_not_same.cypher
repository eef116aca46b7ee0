// name:    remove_not_same
// purpose: Take rows of NotSame out, with the ties that run from and to them.
// params:  $ids  list of string
// returns: n_rows integer, rows taken out
// access:  write
// index:   not_same_id_unique
UNWIND $ids AS row_id
MATCH (not_same:NotSame {id: row_id})
DETACH DELETE not_same
RETURN count(row_id) AS n_rows

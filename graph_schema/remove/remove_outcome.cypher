// name:    remove_outcome
// purpose: Take rows of Outcome out, with the ties that run from and to them.
// params:  $ids  list of string
// returns: n_rows integer, rows taken out
// access:  write
// index:   outcome_id_unique
UNWIND $ids AS row_id
MATCH (outcome:Outcome {id: row_id})
DETACH DELETE outcome
RETURN count(row_id) AS n_rows

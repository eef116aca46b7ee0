// name:    find_outcome
// purpose: Find rows of Outcome by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   outcome_id_unique
UNWIND $ids AS row_id
MATCH (outcome:Outcome {id: row_id})
RETURN properties(outcome) AS row

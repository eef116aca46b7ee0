// name:    present_outcome
// purpose: Tell which of some ids are those of rows of Outcome.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   outcome_id_unique
UNWIND $ids AS row_id
MATCH (outcome:Outcome {id: row_id})
RETURN collect(outcome.id) AS ids

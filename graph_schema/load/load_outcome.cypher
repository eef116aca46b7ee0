// name:    load_outcome
// purpose: Put rows of Outcome in; a row takes the place of all that stood under its id.
// params:  $rows  list of maps, one a row: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, episode_id string, scale string, stage string, score float, measured_on date,
//          provenance string, recorded_on date, valid_from date, valid_to date
// returns: n_rows integer, rows put in
// access:  write
// index:   outcome_id_unique
UNWIND $rows AS row
MERGE (outcome:Outcome {id: row.id})
SET outcome = row
RETURN count(outcome) AS n_rows

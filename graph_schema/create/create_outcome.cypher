// name:    create_outcome
// purpose: Put rows of Outcome in that are not there yet, with the ties that follow from their
//          references; those to rows of the same label are made by derive_... at the end.
// params:  $rows  list of maps, one a row, as load_outcome takes them
// columns: id string, episode_id string, scale string, stage string, score float, measured_on date,
//          provenance string, recorded_on date, valid_from date, valid_to date
// returns: nothing; a row whose id is there already is an error, and nothing is put in then
// access:  write
// index:   outcome_id_unique
UNWIND $rows AS row
CREATE (outcome:Outcome)
SET outcome = row

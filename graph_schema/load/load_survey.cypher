// name:    load_survey
// purpose: Put rows of Survey in; a row takes the place of all that stood under its id.
// params:  $rows  list of maps, one a row: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, asked_on date, provenance string, recorded_on date, valid_from date,
//          valid_to date
// returns: n_rows integer, rows put in
// access:  write
// index:   survey_id_unique
UNWIND $rows AS row
MERGE (survey:Survey {id: row.id})
SET survey = row
RETURN count(survey) AS n_rows

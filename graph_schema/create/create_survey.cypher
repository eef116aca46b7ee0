// name:    create_survey
// purpose: Put rows of Survey in that are not there yet, with the ties that follow from their
//          references; those to rows of the same label are made by derive_... at the end.
// params:  $rows  list of maps, one a row, as load_survey takes them
// columns: id string, asked_on date, provenance string, recorded_on date, valid_from date,
//          valid_to date
// returns: nothing; a row whose id is there already is an error, and nothing is put in then
// access:  write
// index:   survey_id_unique
UNWIND $rows AS row
CREATE (survey:Survey)
SET survey = row

// name:    present_survey
// purpose: Tell which of some ids are those of rows of Survey.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   survey_id_unique
UNWIND $ids AS row_id
MATCH (survey:Survey {id: row_id})
RETURN collect(survey.id) AS ids

// name:    find_survey
// purpose: Find rows of Survey by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   survey_id_unique
UNWIND $ids AS row_id
MATCH (survey:Survey {id: row_id})
RETURN properties(survey) AS row

// name:    remove_survey
// purpose: Take rows of Survey out, with the ties that run from and to them.
// params:  $ids  list of string
// returns: n_rows integer, rows taken out
// access:  write
// index:   survey_id_unique
UNWIND $ids AS row_id
MATCH (survey:Survey {id: row_id})
DETACH DELETE survey
RETURN count(row_id) AS n_rows

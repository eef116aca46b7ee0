// name:    referring_survey
// purpose: Find the rows of Survey that refer in one column to any of some rows.
// params:  $column  string, the column that refers
//          $ids     list of string, what it may refer to
// returns: id string, value string, the id referred to
// order:   id
// access:  read
// index:   none; every row is read
MATCH (survey:Survey)
WHERE survey[$column] IN $ids
RETURN survey.id AS id,
       survey[$column] AS value
ORDER BY id

// name:    referring_outcome
// purpose: Find the rows of Outcome that refer in one column to any of some rows.
// params:  $column  string, the column that refers
//          $ids     list of string, what it may refer to
// returns: id string, value string, the id referred to
// order:   id
// access:  read
// index:   none; every row is read
MATCH (outcome:Outcome)
WHERE outcome[$column] IN $ids
RETURN outcome.id AS id,
       outcome[$column] AS value
ORDER BY id

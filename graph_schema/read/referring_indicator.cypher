// name:    referring_indicator
// purpose: Find the rows of Indicator that refer in one column to any of some rows.
// params:  $column  string, the column that refers
//          $ids     list of string, what it may refer to
// returns: id string, value string, the id referred to
// order:   id
// access:  read
// index:   none; every row is read
MATCH (indicator:Indicator)
WHERE indicator[$column] IN $ids
RETURN indicator.id AS id,
       indicator[$column] AS value
ORDER BY id

// name:    referring_area
// purpose: Find the rows of Area that refer in one column to any of some rows.
// params:  $column  string, the column that refers
//          $ids     list of string, what it may refer to
// returns: id string, value string, the id referred to
// order:   id
// access:  read
// index:   none; every row is read
MATCH (area:Area)
WHERE area[$column] IN $ids
RETURN area.id AS id,
       area[$column] AS value
ORDER BY id

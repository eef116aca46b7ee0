// name:    referring_former_area
// purpose: Find the rows of FormerArea that refer in one column to any of some rows.
// params:  $column  string, the column that refers
//          $ids     list of string, what it may refer to
// returns: id string, value string, the id referred to
// order:   id
// access:  read
// index:   none; every row is read
MATCH (former_area:FormerArea)
WHERE former_area[$column] IN $ids
RETURN former_area.id AS id,
       former_area[$column] AS value
ORDER BY id

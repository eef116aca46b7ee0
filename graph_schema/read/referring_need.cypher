// name:    referring_need
// purpose: Find the rows of Need that refer in one column to any of some rows.
// params:  $column  string, the column that refers
//          $ids     list of string, what it may refer to
// returns: id string, value string, the id referred to
// order:   id
// access:  read
// index:   none; every row is read
MATCH (need:Need)
WHERE need[$column] IN $ids
RETURN need.id AS id,
       need[$column] AS value
ORDER BY id

// name:    referring_not_same
// purpose: Find the rows of NotSame that refer in one column to any of some rows.
// params:  $column  string, the column that refers
//          $ids     list of string, what it may refer to
// returns: id string, value string, the id referred to
// order:   id
// access:  read
// index:   none; every row is read
MATCH (not_same:NotSame)
WHERE not_same[$column] IN $ids
RETURN not_same.id AS id,
       not_same[$column] AS value
ORDER BY id

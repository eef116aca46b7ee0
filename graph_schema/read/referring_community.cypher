// name:    referring_community
// purpose: Find the rows of Community that refer in one column to any of some rows.
// params:  $column  string, the column that refers
//          $ids     list of string, what it may refer to
// returns: id string, value string, the id referred to
// order:   id
// access:  read
// index:   none; every row is read
MATCH (community:Community)
WHERE community[$column] IN $ids
RETURN community.id AS id,
       community[$column] AS value
ORDER BY id

// name:    referring_postcode
// purpose: Find the rows of Postcode that refer in one column to any of some rows.
// params:  $column  string, the column that refers
//          $ids     list of string, what it may refer to
// returns: id string, value string, the id referred to
// order:   id
// access:  read
// index:   none; every row is read
MATCH (postcode:Postcode)
WHERE postcode[$column] IN $ids
RETURN postcode.id AS id,
       postcode[$column] AS value
ORDER BY id

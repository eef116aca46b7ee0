// name:    referring_location
// purpose: Find the rows of Location that refer in one column to any of some rows.
// params:  $column  string, the column that refers
//          $ids     list of string, what it may refer to
// returns: id string, value string, the id referred to
// order:   id
// access:  read
// index:   none; every row is read
MATCH (location:Location)
WHERE location[$column] IN $ids
RETURN location.id AS id,
       location[$column] AS value
ORDER BY id

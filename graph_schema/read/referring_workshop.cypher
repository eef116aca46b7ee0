// name:    referring_workshop
// purpose: Find the rows of Workshop that refer in one column to any of some rows.
// params:  $column  string, the column that refers
//          $ids     list of string, what it may refer to
// returns: id string, value string, the id referred to
// order:   id
// access:  read
// index:   none; every row is read
MATCH (workshop:Workshop)
WHERE workshop[$column] IN $ids
RETURN workshop.id AS id,
       workshop[$column] AS value
ORDER BY id

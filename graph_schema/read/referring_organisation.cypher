// name:    referring_organisation
// purpose: Find the rows of Organisation that refer in one column to any of some rows.
// params:  $column  string, the column that refers
//          $ids     list of string, what it may refer to
// returns: id string, value string, the id referred to
// order:   id
// access:  read
// index:   none; every row is read
MATCH (organisation:Organisation)
WHERE organisation[$column] IN $ids
RETURN organisation.id AS id,
       organisation[$column] AS value
ORDER BY id

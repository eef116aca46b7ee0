// name:    referring_former_id
// purpose: Find the rows of FormerId that refer in one column to any of some rows.
// params:  $column  string, the column that refers
//          $ids     list of string, what it may refer to
// returns: id string, value string, the id referred to
// order:   id
// access:  read
// index:   none; every row is read
MATCH (former_id:FormerId)
WHERE former_id[$column] IN $ids
RETURN former_id.id AS id,
       former_id[$column] AS value
ORDER BY id

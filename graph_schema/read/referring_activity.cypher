// name:    referring_activity
// purpose: Find the rows of Activity that refer in one column to any of some rows.
// params:  $column  string, the column that refers
//          $ids     list of string, what it may refer to
// returns: id string, value string, the id referred to
// order:   id
// access:  read
// index:   none; every row is read
MATCH (activity:Activity)
WHERE activity[$column] IN $ids
RETURN activity.id AS id,
       activity[$column] AS value
ORDER BY id

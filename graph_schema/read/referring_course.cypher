// name:    referring_course
// purpose: Find the rows of Course that refer in one column to any of some rows.
// params:  $column  string, the column that refers
//          $ids     list of string, what it may refer to
// returns: id string, value string, the id referred to
// order:   id
// access:  read
// index:   none; every row is read
MATCH (course:Course)
WHERE course[$column] IN $ids
RETURN course.id AS id,
       course[$column] AS value
ORDER BY id

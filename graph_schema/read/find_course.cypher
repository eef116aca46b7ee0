// name:    find_course
// purpose: Find rows of Course by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   course_id_unique
UNWIND $ids AS row_id
MATCH (course:Course {id: row_id})
RETURN properties(course) AS row

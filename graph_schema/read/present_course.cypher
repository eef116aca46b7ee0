// name:    present_course
// purpose: Tell which of some ids are those of rows of Course.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   course_id_unique
UNWIND $ids AS row_id
MATCH (course:Course {id: row_id})
RETURN collect(course.id) AS ids

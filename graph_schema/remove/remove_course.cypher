// name:    remove_course
// purpose: Take rows of Course out, with the ties that run from and to them.
// params:  $ids  list of string
// returns: n_rows integer, rows taken out
// access:  write
// index:   course_id_unique
UNWIND $ids AS row_id
MATCH (course:Course {id: row_id})
DETACH DELETE course
RETURN count(row_id) AS n_rows

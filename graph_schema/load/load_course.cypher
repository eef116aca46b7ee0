// name:    load_course
// purpose: Put rows of Course in; a row takes the place of all that stood under its id.
// params:  $rows  list of maps, one a row: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, name string, level string, provider string, units string, provenance string,
//          recorded_on date, valid_from date, valid_to date
// returns: n_rows integer, rows put in
// access:  write
// index:   course_id_unique
UNWIND $rows AS row
MERGE (course:Course {id: row.id})
SET course = row
RETURN count(course) AS n_rows

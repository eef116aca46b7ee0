// name:    read_course
// purpose: Read all rows of Course, a column for each of the model's.
// params:  $own  list of string, the place's own columns that are wanted
// returns: the columns of load_course, days as text;
//          own_cells list of string or null, the cells of $own;
//          row_order integer, rising in the order in which rows were put in
// order:   none; row_order gives it
// access:  read
// index:   none; every row is read
MATCH (course:Course)
RETURN course.id AS id,
       course.name AS name,
       course.level AS level,
       course.provider AS provider,
       course.units AS units,
       course.provenance AS provenance,
       toString(course.recorded_on) AS recorded_on,
       toString(course.valid_from) AS valid_from,
       toString(course.valid_to) AS valid_to,
       [name IN $own | course[name]] AS own_cells,
       course._order AS row_order

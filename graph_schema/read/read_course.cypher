// name:    read_course
// purpose: Read some rows of Course as lists of cells; page after page gives all,
//          while nobody writes. One list is quicker than a row each.
// params:  $n_before  integer, rows to pass over
//          $n_rows    integer, rows to read at most
//          $own       list of string, the place's own columns that are wanted
// returns: rows list of lists, a row each: the columns of load_course in
//          their order, days as text; then a list of the cells of $own; then an integer,
//          rising in the order in which rows were put in
// order:   none; the last of each list gives it
// access:  read
// index:   none; every row is read
MATCH (course:Course)
WITH course
SKIP $n_before
LIMIT $n_rows
RETURN collect([
         course.id,
         course.name,
         course.level,
         course.provider,
         course.units,
         course.provenance,
         toString(course.recorded_on),
         toString(course.valid_from),
         toString(course.valid_to),
         [name IN $own | course[name]],
         course._order
       ]) AS rows

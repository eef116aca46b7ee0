// name:    read_workshop
// purpose: Read some rows of Workshop as lists of cells; page after page gives all,
//          while nobody writes. One list is quicker than a row each.
// params:  $n_before  integer, rows to pass over
//          $n_rows    integer, rows to read at most
//          $own       list of string, the place's own columns that are wanted
// returns: rows list of lists, a row each: the columns of load_workshop in
//          their order, days as text; then a list of the cells of $own; then an integer,
//          rising in the order in which rows were put in
// order:   none; the last of each list gives it
// access:  read
// index:   none; every row is read
MATCH (workshop:Workshop)
WITH workshop
SKIP $n_before
LIMIT $n_rows
RETURN collect([
         workshop.id,
         toString(workshop.held_on),
         workshop.area_code,
         workshop.purpose,
         workshop.provenance,
         toString(workshop.recorded_on),
         toString(workshop.valid_from),
         toString(workshop.valid_to),
         [name IN $own | workshop[name]],
         workshop._order
       ]) AS rows

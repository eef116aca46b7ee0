// name:    read_session
// purpose: Read some rows of Session as lists of cells; page after page gives all,
//          while nobody writes. One list is quicker than a row each, and all cells of a row
//          read at once than one by one.
// params:  $n_before  integer, rows to pass over
//          $n_rows    integer, rows to read at most
//          $own       list of string, the place's own columns that are wanted
// returns: rows list of lists, a row each: the columns of load_session in
//          their order, days as text; then a list of the cells of $own; then an integer,
//          rising in the order in which rows were put in
// order:   none; the last of each list gives it
// access:  read
// index:   none; every row is read
MATCH (session:Session)
WITH session
SKIP $n_before
LIMIT $n_rows
WITH properties(session) AS cells
RETURN collect([
         cells.id,
         cells.activity_id,
         cells.location_id,
         cells.schedule,
         cells.starts_at_local,
         cells.duration_minutes,
         cells.capacity,
         cells.provenance,
         toString(cells.recorded_on),
         toString(cells.valid_from),
         toString(cells.valid_to),
         [name IN $own | cells[name]],
         cells._order
       ]) AS rows

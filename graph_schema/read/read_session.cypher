// name:    read_session
// purpose: Read some rows of Session as lists of cells; page after page gives all,
//          while nobody writes. One list is quicker than a row each.
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
RETURN collect([
         session.id,
         session.activity_id,
         session.location_id,
         session.schedule,
         session.starts_at_local,
         session.duration_minutes,
         session.capacity,
         session.provenance,
         toString(session.recorded_on),
         toString(session.valid_from),
         toString(session.valid_to),
         [name IN $own | session[name]],
         session._order
       ]) AS rows

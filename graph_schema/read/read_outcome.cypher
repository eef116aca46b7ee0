// name:    read_outcome
// purpose: Read some rows of Outcome as lists of cells; page after page gives all,
//          while nobody writes. One list is quicker than a row each.
// params:  $n_before  integer, rows to pass over
//          $n_rows    integer, rows to read at most
//          $own       list of string, the place's own columns that are wanted
// returns: rows list of lists, a row each: the columns of load_outcome in
//          their order, days as text; then a list of the cells of $own; then an integer,
//          rising in the order in which rows were put in
// order:   none; the last of each list gives it
// access:  read
// index:   none; every row is read
MATCH (outcome:Outcome)
WITH outcome
SKIP $n_before
LIMIT $n_rows
RETURN collect([
         outcome.id,
         outcome.episode_id,
         outcome.scale,
         outcome.stage,
         outcome.score,
         toString(outcome.measured_on),
         outcome.provenance,
         toString(outcome.recorded_on),
         toString(outcome.valid_from),
         toString(outcome.valid_to),
         [name IN $own | outcome[name]],
         outcome._order
       ]) AS rows

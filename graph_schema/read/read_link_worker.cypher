// name:    read_link_worker
// purpose: Read some rows of LinkWorker as lists of cells; page after page gives all,
//          while nobody writes. One list is quicker than a row each.
// params:  $n_before  integer, rows to pass over
//          $n_rows    integer, rows to read at most
//          $own       list of string, the place's own columns that are wanted
// returns: rows list of lists, a row each: the columns of load_link_worker in
//          their order, days as text; then a list of the cells of $own; then an integer,
//          rising in the order in which rows were put in
// order:   none; the last of each list gives it
// access:  read
// index:   none; every row is read
MATCH (link_worker:LinkWorker)
WITH link_worker
SKIP $n_before
LIMIT $n_rows
RETURN collect([
         link_worker.id,
         link_worker.display_name,
         link_worker.consent,
         link_worker.organisation_id,
         link_worker.languages,
         link_worker.capacity_per_year,
         link_worker.provenance,
         toString(link_worker.recorded_on),
         toString(link_worker.valid_from),
         toString(link_worker.valid_to),
         [name IN $own | link_worker[name]],
         link_worker._order
       ]) AS rows

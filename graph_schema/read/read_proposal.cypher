// name:    read_proposal
// purpose: Read some rows of Proposal as lists of cells; page after page gives all,
//          while nobody writes. One list is quicker than a row each, and all cells of a row
//          read at once than one by one.
// params:  $n_before  integer, rows to pass over
//          $n_rows    integer, rows to read at most
//          $own       list of string, the place's own columns that are wanted
// returns: rows list of lists, a row each: the columns of load_proposal in
//          their order, days as text; then a list of the cells of $own; then an integer,
//          rising in the order in which rows were put in
// order:   none; the last of each list gives it
// access:  read
// index:   none; every row is read
MATCH (proposal:Proposal)
WITH proposal
SKIP $n_before
LIMIT $n_rows
WITH properties(proposal) AS cells
RETURN collect([
         cells.id,
         cells.name,
         cells.need_id,
         cells.for_whom,
         cells.time_of_week,
         cells.way,
         cells.minutes,
         cells.reach_m,
         cells.km_per_hour,
         cells.detour,
         cells.is_served,
         cells.is_held_enough,
         cells.n_wanted,
         cells.method,
         cells.people_without,
         cells.people_covered,
         cells.bound,
         toString(cells.made_on),
         cells.note,
         cells.provenance,
         toString(cells.recorded_on),
         toString(cells.valid_from),
         toString(cells.valid_to),
         [name IN $own | cells[name]],
         cells._order
       ]) AS rows

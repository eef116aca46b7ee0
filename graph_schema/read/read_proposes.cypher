// name:    read_proposes
// purpose: Read some ties PROPOSES as lists of cells; page after page gives all,
//          while nobody writes. One list is quicker than a row each, and all cells of a row
//          read at once than one by one.
// params:  $n_before  integer, ties to pass over
//          $n_rows    integer, ties to read at most
//          $own       list of string, the place's own columns that are wanted
// returns: rows list of lists, a tie each: the columns of load_proposes in
//          their order, days as text; then a list of the cells of $own; then an integer,
//          rising in the order in which ties were put in
// order:   none; the last of each list gives it
// access:  read
// index:   none; every tie is read
MATCH ()-[tie:PROPOSES]->()
WITH tie
SKIP $n_before
LIMIT $n_rows
WITH properties(tie) AS cells
RETURN collect([
         cells.id,
         cells.from_id,
         cells.to_id,
         cells.rank,
         cells.people_added,
         cells.days_free,
         cells.provenance,
         toString(cells.recorded_on),
         toString(cells.valid_from),
         toString(cells.valid_to),
         [name IN $own | cells[name]],
         cells._order
       ]) AS rows

// name:    read_not_same
// purpose: Read some rows of NotSame as lists of cells; page after page gives all,
//          while nobody writes. One list is quicker than a row each.
// params:  $n_before  integer, rows to pass over
//          $n_rows    integer, rows to read at most
//          $own       list of string, the place's own columns that are wanted
// returns: rows list of lists, a row each: the columns of load_not_same in
//          their order, days as text; then a list of the cells of $own; then an integer,
//          rising in the order in which rows were put in
// order:   none; the last of each list gives it
// access:  read
// index:   none; every row is read
MATCH (not_same:NotSame)
WITH not_same
SKIP $n_before
LIMIT $n_rows
RETURN collect([
         not_same.id,
         not_same.organisation_id,
         not_same.other_id,
         not_same.provenance,
         toString(not_same.recorded_on),
         toString(not_same.valid_from),
         toString(not_same.valid_to),
         [name IN $own | not_same[name]],
         not_same._order
       ]) AS rows

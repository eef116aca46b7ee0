// name:    read_former_area
// purpose: Read some rows of FormerArea as lists of cells; page after page gives all,
//          while nobody writes. One list is quicker than a row each, and all cells of a row
//          read at once than one by one.
// params:  $n_before  integer, rows to pass over
//          $n_rows    integer, rows to read at most
//          $own       list of string, the place's own columns that are wanted
// returns: rows list of lists, a row each: the columns of load_former_area in
//          their order, days as text; then a list of the cells of $own; then an integer,
//          rising in the order in which rows were put in
// order:   none; the last of each list gives it
// access:  read
// index:   none; every row is read
MATCH (former_area:FormerArea)
WITH former_area
SKIP $n_before
LIMIT $n_rows
WITH properties(former_area) AS cells
RETURN collect([
         cells.id,
         cells.former_code,
         cells.name,
         cells.area_code,
         cells.change,
         cells.provenance,
         toString(cells.recorded_on),
         toString(cells.valid_from),
         toString(cells.valid_to),
         [name IN $own | cells[name]],
         cells._order
       ]) AS rows

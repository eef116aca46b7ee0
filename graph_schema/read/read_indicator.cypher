// name:    read_indicator
// purpose: Read some rows of Indicator as lists of cells; page after page gives all,
//          while nobody writes. One list is quicker than a row each.
// params:  $n_before  integer, rows to pass over
//          $n_rows    integer, rows to read at most
//          $own       list of string, the place's own columns that are wanted
// returns: rows list of lists, a row each: the columns of load_indicator in
//          their order, days as text; then a list of the cells of $own; then an integer,
//          rising in the order in which rows were put in
// order:   none; the last of each list gives it
// access:  read
// index:   none; every row is read
MATCH (indicator:Indicator)
WITH indicator
SKIP $n_before
LIMIT $n_rows
RETURN collect([
         indicator.id,
         indicator.area_code,
         indicator.name,
         indicator.group,
         indicator.value,
         indicator.unit,
         toString(indicator.measured_on),
         indicator.provenance,
         toString(indicator.recorded_on),
         toString(indicator.valid_from),
         toString(indicator.valid_to),
         [name IN $own | indicator[name]],
         indicator._order
       ]) AS rows

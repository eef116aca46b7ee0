// name:    read_postcode
// purpose: Read some rows of Postcode as lists of cells; page after page gives all,
//          while nobody writes. One list is quicker than a row each.
// params:  $n_before  integer, rows to pass over
//          $n_rows    integer, rows to read at most
//          $own       list of string, the place's own columns that are wanted
// returns: rows list of lists, a row each: the columns of load_postcode in
//          their order, days as text; then a list of the cells of $own; then an integer,
//          rising in the order in which rows were put in
// order:   none; the last of each list gives it
// access:  read
// index:   none; every row is read
MATCH (postcode:Postcode)
WITH postcode
SKIP $n_before
LIMIT $n_rows
RETURN collect([
         postcode.id,
         postcode.latitude,
         postcode.longitude,
         postcode.lsoa_code,
         postcode.ward_code,
         postcode.provenance,
         toString(postcode.recorded_on),
         toString(postcode.valid_from),
         toString(postcode.valid_to),
         [name IN $own | postcode[name]],
         postcode._order
       ]) AS rows

// name:    read_led_by
// purpose: Read some ties LED_BY as lists of cells; page after page gives all,
//          while nobody writes. One list is quicker than a row each.
// params:  $n_before  integer, ties to pass over
//          $n_rows    integer, ties to read at most
//          $own       list of string, the place's own columns that are wanted
// returns: rows list of lists, a tie each: the columns of load_led_by in
//          their order, days as text; then a list of the cells of $own; then an integer,
//          rising in the order in which ties were put in
// order:   none; the last of each list gives it
// access:  read
// index:   none; every tie is read
MATCH ()-[tie:LED_BY]->()
WITH tie
SKIP $n_before
LIMIT $n_rows
RETURN collect([
         tie.id,
         tie.from_id,
         tie.to_id,
         tie.provenance,
         toString(tie.recorded_on),
         toString(tie.valid_from),
         toString(tie.valid_to),
         [name IN $own | tie[name]],
         tie._order
       ]) AS rows

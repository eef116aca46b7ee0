// name:    read_champion
// purpose: Read some rows of Champion as lists of cells; page after page gives all,
//          while nobody writes. One list is quicker than a row each.
// params:  $n_before  integer, rows to pass over
//          $n_rows    integer, rows to read at most
//          $own       list of string, the place's own columns that are wanted
// returns: rows list of lists, a row each: the columns of load_champion in
//          their order, days as text; then a list of the cells of $own; then an integer,
//          rising in the order in which rows were put in
// order:   none; the last of each list gives it
// access:  read
// index:   none; every row is read
MATCH (champion:Champion)
WITH champion
SKIP $n_before
LIMIT $n_rows
RETURN collect([
         champion.id,
         champion.display_name,
         champion.consent,
         champion.organisation_id,
         champion.languages,
         champion.hours_per_week,
         champion.provenance,
         toString(champion.recorded_on),
         toString(champion.valid_from),
         toString(champion.valid_to),
         [name IN $own | champion[name]],
         champion._order
       ]) AS rows

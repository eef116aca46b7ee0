// name:    read_organisation
// purpose: Read some rows of Organisation as lists of cells; page after page gives all,
//          while nobody writes. One list is quicker than a row each.
// params:  $n_before  integer, rows to pass over
//          $n_rows    integer, rows to read at most
//          $own       list of string, the place's own columns that are wanted
// returns: rows list of lists, a row each: the columns of load_organisation in
//          their order, days as text; then a list of the cells of $own; then an integer,
//          rising in the order in which rows were put in
// order:   none; the last of each list gives it
// access:  read
// index:   none; every row is read
MATCH (organisation:Organisation)
WITH organisation
SKIP $n_before
LIMIT $n_rows
RETURN collect([
         organisation.id,
         organisation.name,
         organisation.alternate_names,
         organisation.sector,
         organisation.identifiers,
         organisation.status,
         organisation.income_band,
         organisation.n_patients,
         organisation.website,
         organisation.email,
         organisation.phone,
         organisation.description,
         organisation.location_id,
         organisation.provenance,
         toString(organisation.recorded_on),
         toString(organisation.valid_from),
         toString(organisation.valid_to),
         [name IN $own | organisation[name]],
         organisation._order
       ]) AS rows

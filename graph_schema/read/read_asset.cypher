// name:    read_asset
// purpose: Read some rows of Asset as lists of cells; page after page gives all,
//          while nobody writes. One list is quicker than a row each.
// params:  $n_before  integer, rows to pass over
//          $n_rows    integer, rows to read at most
//          $own       list of string, the place's own columns that are wanted
// returns: rows list of lists, a row each: the columns of load_asset in
//          their order, days as text; then a list of the cells of $own; then an integer,
//          rising in the order in which rows were put in
// order:   none; the last of each list gives it
// access:  read
// index:   none; every row is read
MATCH (asset:Asset)
WITH asset
SKIP $n_before
LIMIT $n_rows
RETURN collect([
         asset.id,
         asset.name,
         asset.kind,
         asset.holder_id,
         asset.location_id,
         asset.is_shareable,
         asset.provenance,
         toString(asset.recorded_on),
         toString(asset.valid_from),
         toString(asset.valid_to),
         [name IN $own | asset[name]],
         asset._order
       ]) AS rows

// name:    read_not_same
// purpose: Read all rows of NotSame, a column for each of the model's.
// params:  $own  list of string, the place's own columns that are wanted
// returns: the columns of load_not_same, days as text;
//          own_cells list of string or null, the cells of $own;
//          row_order integer, rising in the order in which rows were put in
// order:   none; row_order gives it
// access:  read
// index:   none; every row is read
MATCH (not_same:NotSame)
RETURN not_same.id AS id,
       not_same.organisation_id AS organisation_id,
       not_same.other_id AS other_id,
       not_same.provenance AS provenance,
       toString(not_same.recorded_on) AS recorded_on,
       toString(not_same.valid_from) AS valid_from,
       toString(not_same.valid_to) AS valid_to,
       [name IN $own | not_same[name]] AS own_cells,
       not_same._order AS row_order

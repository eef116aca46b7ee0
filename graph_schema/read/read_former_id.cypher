// name:    read_former_id
// purpose: Read all rows of FormerId, a column for each of the model's.
// params:  $own  list of string, the place's own columns that are wanted
// returns: the columns of load_former_id, days as text;
//          own_cells list of string or null, the cells of $own;
//          row_order integer, rising in the order in which rows were put in
// order:   none; row_order gives it
// access:  read
// index:   none; every row is read
MATCH (former_id:FormerId)
RETURN former_id.id AS id,
       former_id.current_id AS current_id,
       former_id.provenance AS provenance,
       toString(former_id.recorded_on) AS recorded_on,
       toString(former_id.valid_from) AS valid_from,
       toString(former_id.valid_to) AS valid_to,
       [name IN $own | former_id[name]] AS own_cells,
       former_id._order AS row_order

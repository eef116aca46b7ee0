// name:    read_welcomes
// purpose: Read all ties WELCOMES, a column for each of the model's.
// params:  $own  list of string, the place's own columns that are wanted
// returns: the columns of load_welcomes, days as text;
//          own_cells list of string or null, the cells of $own;
//          row_order integer, rising in the order in which ties were put in
// order:   none; row_order gives it
// access:  read
// index:   none; every tie is read
MATCH ()-[tie:WELCOMES]->()
RETURN tie.id AS id,
       tie.from_id AS from_id,
       tie.to_id AS to_id,
       tie.provenance AS provenance,
       toString(tie.recorded_on) AS recorded_on,
       toString(tie.valid_from) AS valid_from,
       toString(tie.valid_to) AS valid_to,
       [name IN $own | tie[name]] AS own_cells,
       tie._order AS row_order

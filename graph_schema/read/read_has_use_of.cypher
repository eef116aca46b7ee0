// name:    read_has_use_of
// purpose: Read all ties HAS_USE_OF, a column for each of the model's.
// params:  $own  list of string, the place's own columns that are wanted
// returns: the columns of load_has_use_of, days as text;
//          own_cells list of string or null, the cells of $own;
//          row_order integer, rising in the order in which ties were put in
// order:   none; row_order gives it
// access:  read
// index:   none; every tie is read
MATCH ()-[tie:HAS_USE_OF]->()
RETURN tie.id AS id,
       tie.from_id AS from_id,
       tie.to_id AS to_id,
       tie.days_free AS days_free,
       tie.provenance AS provenance,
       toString(tie.recorded_on) AS recorded_on,
       toString(tie.valid_from) AS valid_from,
       toString(tie.valid_to) AS valid_to,
       [name IN $own | tie[name]] AS own_cells,
       tie._order AS row_order

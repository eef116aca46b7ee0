// name:    read_link_worker
// purpose: Read all rows of LinkWorker, a column for each of the model's.
// params:  $own  list of string, the place's own columns that are wanted
// returns: the columns of load_link_worker, days as text;
//          own_cells list of string or null, the cells of $own;
//          row_order integer, rising in the order in which rows were put in
// order:   none; row_order gives it
// access:  read
// index:   none; every row is read
MATCH (link_worker:LinkWorker)
RETURN link_worker.id AS id,
       link_worker.display_name AS display_name,
       link_worker.consent AS consent,
       link_worker.organisation_id AS organisation_id,
       link_worker.languages AS languages,
       link_worker.capacity_per_year AS capacity_per_year,
       link_worker.provenance AS provenance,
       toString(link_worker.recorded_on) AS recorded_on,
       toString(link_worker.valid_from) AS valid_from,
       toString(link_worker.valid_to) AS valid_to,
       [name IN $own | link_worker[name]] AS own_cells,
       link_worker._order AS row_order

// name:    load_link_worker
// purpose: Put rows of LinkWorker in; a row takes the place of all that stood under its id.
//          Every one is a party too, and is found by that label, whose rule covers all kinds.
// params:  $rows  list of maps, one a row: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, display_name string, consent string, organisation_id string,
//          languages string, capacity_per_year integer, provenance string, recorded_on date,
//          valid_from date, valid_to date
// returns: n_rows integer, rows put in
// access:  write
// index:   party_id_unique
UNWIND $rows AS row
MERGE (link_worker:Party {id: row.id})
SET link_worker:LinkWorker
SET link_worker = row
RETURN count(link_worker) AS n_rows

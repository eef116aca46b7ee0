// name:    create_link_worker
// purpose: Put rows of LinkWorker in that are not there yet, with the ties that follow from their
//          references; those to rows of the same label are made by derive_... at the end.
// params:  $rows  list of maps, one a row, as load_link_worker takes them
// columns: id string, display_name string, consent string, organisation_id string,
//          languages string, capacity_per_year integer, provenance string, recorded_on date,
//          valid_from date, valid_to date
// returns: nothing; a row whose id is there already is an error, and nothing is put in then
// access:  write
// index:   party_id_unique, organisation_id_unique
UNWIND $rows AS row
CREATE (link_worker:Party:LinkWorker)
SET link_worker = row
WITH link_worker, row
CALL (link_worker, row) {
  MATCH (other:Organisation {id: row.organisation_id})
  CREATE (link_worker)<-[:EMPLOYS]-(other)
}

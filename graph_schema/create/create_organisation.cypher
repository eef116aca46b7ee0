// name:    create_organisation
// purpose: Put rows of Organisation in that are not there yet, with the ties that follow from their
//          references; those to rows of the same label are made by derive_... at the end.
// params:  $rows  list of maps, one a row, as load_organisation takes them
// columns: id string, name string, alternate_names string, sector string, identifiers string,
//          status string, income_band string, n_patients integer, website string, email string,
//          phone string, description string, location_id string, provenance string,
//          recorded_on date, valid_from date, valid_to date
// returns: nothing; a row whose id is there already is an error, and nothing is put in then
// access:  write
// index:   party_id_unique, location_id_unique
UNWIND $rows AS row
CREATE (organisation:Party:Organisation)
SET organisation = row
WITH organisation, row
CALL (organisation, row) {
  MATCH (other:Location {id: row.location_id})
  CREATE (organisation)-[:BASED_AT]->(other)
}

// name:    create_location
// purpose: Put rows of Location in that are not there yet, with the ties that follow from their
//          references; those to rows of the same label are made by derive_... at the end.
// params:  $rows  list of maps, one a row, as load_location takes them
// columns: id string, name string, address string, town string, county string, postcode string,
//          latitude float, longitude float, accessibility string, area_code string,
//          provenance string, recorded_on date, valid_from date, valid_to date
// returns: nothing; a row whose id is there already is an error, and nothing is put in then
// access:  write
// index:   location_id_unique, area_id_unique
UNWIND $rows AS row
CREATE (location:Location)
SET location = row
WITH location, row
CALL (location, row) {
  MATCH (other:Area {id: row.area_code})
  CREATE (location)-[:WITHIN]->(other)
}

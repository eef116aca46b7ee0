// name:    create_workshop
// purpose: Put rows of Workshop in that are not there yet, with the ties that follow from their
//          references; those to rows of the same label are made by derive_... at the end.
// params:  $rows  list of maps, one a row, as load_workshop takes them
// columns: id string, held_on date, area_code string, purpose string, provenance string,
//          recorded_on date, valid_from date, valid_to date
// returns: nothing; a row whose id is there already is an error, and nothing is put in then
// access:  write
// index:   party_id_unique, area_id_unique
UNWIND $rows AS row
CREATE (workshop:Party:Workshop)
SET workshop = row
WITH workshop, row
CALL (workshop, row) {
  MATCH (other:Area {id: row.area_code})
  CREATE (workshop)-[:HELD_FOR]->(other)
}

// name:    create_champion
// purpose: Put rows of Champion in that are not there yet, with the ties that follow from their
//          references; those to rows of the same label are made by derive_... at the end.
// params:  $rows  list of maps, one a row, as load_champion takes them
// columns: id string, display_name string, consent string, organisation_id string,
//          languages string, hours_per_week float, provenance string, recorded_on date,
//          valid_from date, valid_to date
// returns: nothing; a row whose id is there already is an error, and nothing is put in then
// access:  write
// index:   party_id_unique, organisation_id_unique
UNWIND $rows AS row
CREATE (champion:Party:Champion)
SET champion = row
WITH champion, row
CALL (champion, row) {
  MATCH (other:Organisation {id: row.organisation_id})
  CREATE (champion)-[:BASED_AT]->(other)
}

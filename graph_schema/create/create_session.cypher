// name:    create_session
// purpose: Put rows of Session in that are not there yet, with the ties that follow from their
//          references; those to rows of the same label are made by derive_... at the end.
// params:  $rows  list of maps, one a row, as load_session takes them
// columns: id string, activity_id string, location_id string, schedule string,
//          starts_at_local string, duration_minutes integer, capacity integer, provenance string,
//          recorded_on date, valid_from date, valid_to date
// returns: nothing; a row whose id is there already is an error, and nothing is put in then
// access:  write
// index:   session_id_unique, activity_id_unique, location_id_unique
UNWIND $rows AS row
CREATE (session:Session)
SET session = row
WITH session, row
CALL (session, row) {
  MATCH (other:Activity {id: row.activity_id})
  CREATE (session)<-[:HAS_SESSION]-(other)
}
CALL (session, row) {
  MATCH (other:Location {id: row.location_id})
  CREATE (session)-[:HELD_AT]->(other)
}

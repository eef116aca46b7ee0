// name:    create_referral
// purpose: Put rows of Referral in that are not there yet, with the ties that follow from their
//          references; those to rows of the same label are made by derive_... at the end.
// params:  $rows  list of maps, one a row, as load_referral takes them
// columns: id string, episode_id string, route string, source_id string, target_id string,
//          need_id string, area_code string, age_band string, made_on date, accepted_on date,
//          seen_on date, started_on date, closed_on date, status string, close_reason string,
//          provenance string, recorded_on date, valid_from date, valid_to date
// returns: nothing; a row whose id is there already is an error, and nothing is put in then
// access:  write
// index:   referral_id_unique, party_id_unique, need_id_unique, area_id_unique
UNWIND $rows AS row
CREATE (referral:Referral)
SET referral = row
WITH referral, row
CALL (referral, row) {
  MATCH (other:Party {id: row.source_id})
  CREATE (referral)<-[:MADE]-(other)
}
CALL (referral, row) {
  MATCH (other:Party {id: row.target_id})
  CREATE (referral)-[:TO]->(other)
}
CALL (referral, row) {
  MATCH (other:Need {id: row.need_id})
  CREATE (referral)-[:FOR]->(other)
}
CALL (referral, row) {
  MATCH (other:Area {id: row.area_code})
  CREATE (referral)-[:FROM_AREA]->(other)
}

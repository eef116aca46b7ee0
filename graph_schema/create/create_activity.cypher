// name:    create_activity
// purpose: Put rows of Activity in that are not there yet, with the ties that follow from their
//          references; those to rows of the same label are made by derive_... at the end.
// params:  $rows  list of maps, one a row, as load_activity takes them
// columns: id string, name string, description string, first_visit string, website string,
//          organisation_id string, status string, assured_date date, mode string, cost string,
//          eligibility string, minimum_age integer, maximum_age integer, languages string,
//          accessibility string, self_referral boolean, referral_route string, wait_days integer,
//          provenance string, recorded_on date, valid_from date, valid_to date
// returns: nothing; a row whose id is there already is an error, and nothing is put in then
// access:  write
// index:   party_id_unique, organisation_id_unique
UNWIND $rows AS row
CREATE (activity:Party:Activity)
SET activity = row
WITH activity, row
CALL (activity, row) {
  MATCH (other:Organisation {id: row.organisation_id})
  CREATE (activity)<-[:RUNS]-(other)
}

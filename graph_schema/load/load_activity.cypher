// name:    load_activity
// purpose: Put rows of Activity in; a row takes the place of all that stood under its id.
//          Every one is a party too, and is found by that label, whose rule covers all kinds.
// params:  $rows  list of maps, one a row: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, name string, description string, first_visit string, website string,
//          organisation_id string, status string, assured_date date, mode string, cost string,
//          eligibility string, minimum_age integer, maximum_age integer, languages string,
//          accessibility string, self_referral boolean, referral_route string, wait_days integer,
//          provenance string, recorded_on date, valid_from date, valid_to date
// returns: n_rows integer, rows put in
// access:  write
// index:   party_id_unique
UNWIND $rows AS row
MERGE (activity:Party {id: row.id})
SET activity:Activity
SET activity = row
RETURN count(activity) AS n_rows

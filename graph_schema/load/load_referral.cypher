// name:    load_referral
// purpose: Put rows of Referral in; a row takes the place of all that stood under its id.
// params:  $rows  list of maps, one a row: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, episode_id string, route string, source_id string, target_id string,
//          need_id string, area_code string, age_band string, made_on date, accepted_on date,
//          seen_on date, started_on date, closed_on date, status string, close_reason string,
//          provenance string, recorded_on date, valid_from date, valid_to date
// returns: n_rows integer, rows put in
// access:  write
// index:   referral_id_unique
UNWIND $rows AS row
MERGE (referral:Referral {id: row.id})
SET referral = row
RETURN count(referral) AS n_rows

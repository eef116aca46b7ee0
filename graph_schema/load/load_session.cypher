// name:    load_session
// purpose: Put rows of Session in; a row takes the place of all that stood under its id.
// params:  $rows  list of maps, one a row: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, activity_id string, location_id string, schedule string,
//          starts_at_local string, duration_minutes integer, capacity integer, provenance string,
//          recorded_on date, valid_from date, valid_to date
// returns: n_rows integer, rows put in
// access:  write
// index:   session_id_unique
UNWIND $rows AS row
MERGE (session:Session {id: row.id})
SET session = row
RETURN count(session) AS n_rows

// name:    load_workshop
// purpose: Put rows of Workshop in; a row takes the place of all that stood under its id.
//          Every one is a party too, and is found by that label, whose rule covers all kinds.
// params:  $rows  list of maps, one a row: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, held_on date, area_code string, purpose string, provenance string,
//          recorded_on date, valid_from date, valid_to date
// returns: n_rows integer, rows put in
// access:  write
// index:   party_id_unique
UNWIND $rows AS row
MERGE (workshop:Party {id: row.id})
SET workshop:Workshop
SET workshop = row
RETURN count(workshop) AS n_rows

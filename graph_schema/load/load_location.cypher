// name:    load_location
// purpose: Put rows of Location in; a row takes the place of all that stood under its id.
// params:  $rows  list of maps, one a row: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, name string, address string, town string, county string, postcode string,
//          latitude float, longitude float, accessibility string, area_code string,
//          provenance string, recorded_on date, valid_from date, valid_to date
// returns: n_rows integer, rows put in
// access:  write
// index:   location_id_unique
UNWIND $rows AS row
MERGE (location:Location {id: row.id})
SET location = row
RETURN count(location) AS n_rows

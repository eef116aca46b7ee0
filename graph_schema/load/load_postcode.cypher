// name:    load_postcode
// purpose: Put rows of Postcode in; a row takes the place of all that stood under its id.
// params:  $rows  list of maps, one a row: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, latitude float, longitude float, lsoa_code string, ward_code string,
//          provenance string, recorded_on date, valid_from date, valid_to date
// returns: n_rows integer, rows put in
// access:  write
// index:   postcode_id_unique
UNWIND $rows AS row
MERGE (postcode:Postcode {id: row.id})
SET postcode = row
RETURN count(postcode) AS n_rows

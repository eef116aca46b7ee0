// name:    load_area
// purpose: Put rows of Area in; a row takes the place of all that stood under its id.
// params:  $rows  list of maps, one a row: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, name string, level string, parent_code string, boundary string,
//          provenance string, recorded_on date, valid_from date, valid_to date
// returns: n_rows integer, rows put in
// access:  write
// index:   area_id_unique
UNWIND $rows AS row
MERGE (area:Area {id: row.id})
SET area = row
RETURN count(area) AS n_rows

// name:    load_former_area
// purpose: Put rows of FormerArea in; a row takes the place of all that stood under its id.
// params:  $rows  list of maps, one a row: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, former_code string, name string, area_code string, change string,
//          provenance string, recorded_on date, valid_from date, valid_to date
// returns: n_rows integer, rows put in
// access:  write
// index:   former_area_id_unique
UNWIND $rows AS row
MERGE (former_area:FormerArea {id: row.id})
SET former_area = row
RETURN count(former_area) AS n_rows

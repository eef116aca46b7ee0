// name:    load_indicator
// purpose: Put rows of Indicator in; a row takes the place of all that stood under its id.
// params:  $rows  list of maps, one a row: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, area_code string, name string, group string, value float, unit string,
//          measured_on date, provenance string, recorded_on date, valid_from date, valid_to date
// returns: n_rows integer, rows put in
// access:  write
// index:   indicator_id_unique
UNWIND $rows AS row
MERGE (indicator:Indicator {id: row.id})
SET indicator = row
RETURN count(indicator) AS n_rows

// name:    load_former_id
// purpose: Put rows of FormerId in; a row takes the place of all that stood under its id.
// params:  $rows  list of maps, one a row: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, current_id string, provenance string, recorded_on date, valid_from date,
//          valid_to date
// returns: n_rows integer, rows put in
// access:  write
// index:   former_id_id_unique
UNWIND $rows AS row
MERGE (former_id:FormerId {id: row.id})
SET former_id = row
RETURN count(former_id) AS n_rows

// name:    load_need
// purpose: Put rows of Need in; a row takes the place of all that stood under its id.
// params:  $rows  list of maps, one a row: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, name string, description string, parent_id string, synonyms string,
//          provenance string, recorded_on date, valid_from date, valid_to date
// returns: n_rows integer, rows put in
// access:  write
// index:   need_id_unique
UNWIND $rows AS row
MERGE (need:Need {id: row.id})
SET need = row
RETURN count(need) AS n_rows

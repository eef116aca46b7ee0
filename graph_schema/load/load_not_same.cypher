// name:    load_not_same
// purpose: Put rows of NotSame in; a row takes the place of all that stood under its id.
// params:  $rows  list of maps, one a row: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, organisation_id string, other_id string, provenance string, recorded_on date,
//          valid_from date, valid_to date
// returns: n_rows integer, rows put in
// access:  write
// index:   not_same_id_unique
UNWIND $rows AS row
MERGE (not_same:NotSame {id: row.id})
SET not_same = row
RETURN count(not_same) AS n_rows

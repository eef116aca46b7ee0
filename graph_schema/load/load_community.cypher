// name:    load_community
// purpose: Put rows of Community in; a row takes the place of all that stood under its id.
// params:  $rows  list of maps, one a row: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, name string, synonyms string, provenance string, recorded_on date,
//          valid_from date, valid_to date
// returns: n_rows integer, rows put in
// access:  write
// index:   community_id_unique
UNWIND $rows AS row
MERGE (community:Community {id: row.id})
SET community = row
RETURN count(community) AS n_rows

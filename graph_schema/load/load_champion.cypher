// name:    load_champion
// purpose: Put rows of Champion in; a row takes the place of all that stood under its id.
//          Every one is a party too, and is found by that label, whose rule covers all kinds.
// params:  $rows  list of maps, one a row: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, display_name string, consent string, organisation_id string,
//          languages string, hours_per_week float, provenance string, recorded_on date,
//          valid_from date, valid_to date
// returns: n_rows integer, rows put in
// access:  write
// index:   party_id_unique
UNWIND $rows AS row
MERGE (champion:Party {id: row.id})
SET champion:Champion
SET champion = row
RETURN count(champion) AS n_rows

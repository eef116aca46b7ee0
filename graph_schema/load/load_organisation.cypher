// name:    load_organisation
// purpose: Put rows of Organisation in; a row takes the place of all that stood under its id.
//          Every one is a party too, and is found by that label, whose rule covers all kinds.
// params:  $rows  list of maps, one a row: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, name string, alternate_names string, sector string, identifiers string,
//          status string, income_band string, n_patients integer, website string, email string,
//          phone string, description string, location_id string, provenance string,
//          recorded_on date, valid_from date, valid_to date
// returns: n_rows integer, rows put in
// access:  write
// index:   party_id_unique
UNWIND $rows AS row
MERGE (organisation:Party {id: row.id})
SET organisation:Organisation
SET organisation = row
RETURN count(organisation) AS n_rows

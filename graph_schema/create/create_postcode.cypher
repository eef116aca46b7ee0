// name:    create_postcode
// purpose: Put rows of Postcode in that are not there yet, with the ties that follow from their
//          references; those to rows of the same label are made by derive_... at the end.
// params:  $rows  list of maps, one a row, as load_postcode takes them
// columns: id string, latitude float, longitude float, lsoa_code string, ward_code string,
//          provenance string, recorded_on date, valid_from date, valid_to date
// returns: nothing; a row whose id is there already is an error, and nothing is put in then
// access:  write
// index:   postcode_id_unique
UNWIND $rows AS row
CREATE (postcode:Postcode)
SET postcode = row

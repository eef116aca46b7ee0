// name:    create_former_id
// purpose: Put rows of FormerId in that are not there yet, with the ties that follow from their
//          references; those to rows of the same label are made by derive_... at the end.
// params:  $rows  list of maps, one a row, as load_former_id takes them
// columns: id string, current_id string, provenance string, recorded_on date, valid_from date,
//          valid_to date
// returns: nothing; a row whose id is there already is an error, and nothing is put in then
// access:  write
// index:   former_id_id_unique
UNWIND $rows AS row
CREATE (former_id:FormerId)
SET former_id = row

// name:    create_need
// purpose: Put rows of Need in that are not there yet, with the ties that follow from their
//          references; those to rows of the same label are made by derive_... at the end.
// params:  $rows  list of maps, one a row, as load_need takes them
// columns: id string, name string, description string, parent_id string, synonyms string,
//          provenance string, recorded_on date, valid_from date, valid_to date
// returns: nothing; a row whose id is there already is an error, and nothing is put in then
// access:  write
// index:   need_id_unique
UNWIND $rows AS row
CREATE (need:Need)
SET need = row

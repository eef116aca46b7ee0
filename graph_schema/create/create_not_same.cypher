// name:    create_not_same
// purpose: Put rows of NotSame in that are not there yet, with the ties that follow from their
//          references; those to rows of the same label are made by derive_... at the end.
// params:  $rows  list of maps, one a row, as load_not_same takes them
// columns: id string, organisation_id string, other_id string, provenance string, recorded_on date,
//          valid_from date, valid_to date
// returns: nothing; a row whose id is there already is an error, and nothing is put in then
// access:  write
// index:   not_same_id_unique
UNWIND $rows AS row
CREATE (not_same:NotSame)
SET not_same = row

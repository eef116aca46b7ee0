// name:    create_story
// purpose: Put rows of Story in that are not there yet, with the ties that follow from their
//          references; those to rows of the same label are made by derive_... at the end.
// params:  $rows  list of maps, one a row, as load_story takes them
// columns: id string, text string, themes string, told_on date, consent string, is_public boolean,
//          provenance string, recorded_on date, valid_from date, valid_to date
// returns: nothing; a row whose id is there already is an error, and nothing is put in then
// access:  write
// index:   story_id_unique
UNWIND $rows AS row
CREATE (story:Story)
SET story = row

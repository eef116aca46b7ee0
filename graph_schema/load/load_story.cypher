// name:    load_story
// purpose: Put rows of Story in; a row takes the place of all that stood under its id.
// params:  $rows  list of maps, one a row: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, text string, themes string, told_on date, consent string, is_public boolean,
//          provenance string, recorded_on date, valid_from date, valid_to date
// returns: n_rows integer, rows put in
// access:  write
// index:   story_id_unique
UNWIND $rows AS row
MERGE (story:Story {id: row.id})
SET story = row
RETURN count(story) AS n_rows

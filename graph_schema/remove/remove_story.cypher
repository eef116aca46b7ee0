// name:    remove_story
// purpose: Take rows of Story out, with the ties that run from and to them.
// params:  $ids  list of string
// returns: n_rows integer, rows taken out
// access:  write
// index:   story_id_unique
UNWIND $ids AS row_id
MATCH (story:Story {id: row_id})
DETACH DELETE story
RETURN count(row_id) AS n_rows

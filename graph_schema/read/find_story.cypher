// name:    find_story
// purpose: Find rows of Story by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   story_id_unique
UNWIND $ids AS row_id
MATCH (story:Story {id: row_id})
RETURN properties(story) AS row

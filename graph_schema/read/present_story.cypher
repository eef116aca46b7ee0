// name:    present_story
// purpose: Tell which of some ids are those of rows of Story.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   story_id_unique
UNWIND $ids AS row_id
MATCH (story:Story {id: row_id})
RETURN collect(story.id) AS ids

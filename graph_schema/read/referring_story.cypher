// name:    referring_story
// purpose: Find the rows of Story that refer in one column to any of some rows.
// params:  $column  string, the column that refers
//          $ids     list of string, what it may refer to
// returns: id string, value string, the id referred to
// order:   id
// access:  read
// index:   none; every row is read
MATCH (story:Story)
WHERE story[$column] IN $ids
RETURN story.id AS id,
       story[$column] AS value
ORDER BY id

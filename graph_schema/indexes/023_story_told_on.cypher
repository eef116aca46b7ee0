// name:    story_told_on
// purpose: Find rows of Story by told_on.
//          Day it was told.
// access:  schema
CREATE INDEX story_told_on IF NOT EXISTS
FOR (story:Story)
ON (story.told_on)

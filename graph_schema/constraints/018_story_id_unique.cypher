// name:    story_id_unique
// purpose: No two rows of Story share an id.
//          The rule also gives the index that loading and look-ups use.
// access:  schema
CREATE CONSTRAINT story_id_unique IF NOT EXISTS
FOR (story:Story)
REQUIRE story.id IS UNIQUE

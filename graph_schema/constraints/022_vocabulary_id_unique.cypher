// name:    vocabulary_id_unique
// purpose: No two rows of Vocabulary share an id.
//          The rule also gives the index that loading and look-ups use.
// access:  schema
CREATE CONSTRAINT vocabulary_id_unique IF NOT EXISTS
FOR (vocabulary:Vocabulary)
REQUIRE vocabulary.id IS UNIQUE

// name:    not_same_id_unique
// purpose: No two rows of NotSame share an id.
//          The rule also gives the index that loading and look-ups use.
// access:  schema
CREATE CONSTRAINT not_same_id_unique IF NOT EXISTS
FOR (not_same:NotSame)
REQUIRE not_same.id IS UNIQUE

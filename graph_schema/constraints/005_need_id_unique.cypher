// name:    need_id_unique
// purpose: No two rows of Need share an id.
//          The rule also gives the index that loading and look-ups use.
// access:  schema
CREATE CONSTRAINT need_id_unique IF NOT EXISTS
FOR (need:Need)
REQUIRE need.id IS UNIQUE

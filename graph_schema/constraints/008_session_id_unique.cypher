// name:    session_id_unique
// purpose: No two rows of Session share an id.
//          The rule also gives the index that loading and look-ups use.
// access:  schema
CREATE CONSTRAINT session_id_unique IF NOT EXISTS
FOR (session:Session)
REQUIRE session.id IS UNIQUE

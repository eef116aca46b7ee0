// name:    asked_id_unique
// purpose: No two ties ASKED share an id.
//          The rule also gives the index that loading uses.
// access:  schema
CREATE CONSTRAINT asked_id_unique IF NOT EXISTS
FOR ()-[tie:ASKED]-()
REQUIRE tie.id IS UNIQUE

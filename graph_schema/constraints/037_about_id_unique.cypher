// name:    about_id_unique
// purpose: No two ties ABOUT share an id.
//          The rule also gives the index that loading uses.
// access:  schema
CREATE CONSTRAINT about_id_unique IF NOT EXISTS
FOR ()-[tie:ABOUT]-()
REQUIRE tie.id IS UNIQUE

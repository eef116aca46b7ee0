// name:    welcomes_id_unique
// purpose: No two ties WELCOMES share an id.
//          The rule also gives the index that loading uses.
// access:  schema
CREATE CONSTRAINT welcomes_id_unique IF NOT EXISTS
FOR ()-[tie:WELCOMES]-()
REQUIRE tie.id IS UNIQUE

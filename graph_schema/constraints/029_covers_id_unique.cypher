// name:    covers_id_unique
// purpose: No two ties COVERS share an id.
//          The rule also gives the index that loading uses.
// access:  schema
CREATE CONSTRAINT covers_id_unique IF NOT EXISTS
FOR ()-[tie:COVERS]-()
REQUIRE tie.id IS UNIQUE

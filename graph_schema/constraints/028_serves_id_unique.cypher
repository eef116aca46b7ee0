// name:    serves_id_unique
// purpose: No two ties SERVES share an id.
//          The rule also gives the index that loading uses.
// access:  schema
CREATE CONSTRAINT serves_id_unique IF NOT EXISTS
FOR ()-[tie:SERVES]-()
REQUIRE tie.id IS UNIQUE

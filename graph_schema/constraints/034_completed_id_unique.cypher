// name:    completed_id_unique
// purpose: No two ties COMPLETED share an id.
//          The rule also gives the index that loading uses.
// access:  schema
CREATE CONSTRAINT completed_id_unique IF NOT EXISTS
FOR ()-[tie:COMPLETED]-()
REQUIRE tie.id IS UNIQUE

// name:    partners_with_id_unique
// purpose: No two ties PARTNERS_WITH share an id.
//          The rule also gives the index that loading uses.
// access:  schema
CREATE CONSTRAINT partners_with_id_unique IF NOT EXISTS
FOR ()-[tie:PARTNERS_WITH]-()
REQUIRE tie.id IS UNIQUE

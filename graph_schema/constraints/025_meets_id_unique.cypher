// name:    meets_id_unique
// purpose: No two ties MEETS share an id.
//          The rule also gives the index that loading uses.
// access:  schema
CREATE CONSTRAINT meets_id_unique IF NOT EXISTS
FOR ()-[tie:MEETS]-()
REQUIRE tie.id IS UNIQUE

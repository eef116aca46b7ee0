// name:    funds_id_unique
// purpose: No two ties FUNDS share an id.
//          The rule also gives the index that loading uses.
// access:  schema
CREATE CONSTRAINT funds_id_unique IF NOT EXISTS
FOR ()-[tie:FUNDS]-()
REQUIRE tie.id IS UNIQUE

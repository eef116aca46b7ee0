// name:    supports_id_unique
// purpose: No two ties SUPPORTS share an id.
//          The rule also gives the index that loading uses.
// access:  schema
CREATE CONSTRAINT supports_id_unique IF NOT EXISTS
FOR ()-[tie:SUPPORTS]-()
REQUIRE tie.id IS UNIQUE

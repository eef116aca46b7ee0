// name:    has_use_of_id_unique
// purpose: No two ties HAS_USE_OF share an id.
//          The rule also gives the index that loading uses.
// access:  schema
CREATE CONSTRAINT has_use_of_id_unique IF NOT EXISTS
FOR ()-[tie:HAS_USE_OF]-()
REQUIRE tie.id IS UNIQUE

// name:    tied_to_id_unique
// purpose: No two ties TIED_TO share an id.
//          The rule also gives the index that loading uses.
// access:  schema
CREATE CONSTRAINT tied_to_id_unique IF NOT EXISTS
FOR ()-[tie:TIED_TO]-()
REQUIRE tie.id IS UNIQUE

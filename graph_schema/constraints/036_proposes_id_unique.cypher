// name:    proposes_id_unique
// purpose: No two ties PROPOSES share an id.
//          The rule also gives the index that loading uses.
// access:  schema
CREATE CONSTRAINT proposes_id_unique IF NOT EXISTS
FOR ()-[tie:PROPOSES]-()
REQUIRE tie.id IS UNIQUE

// name:    former_id_id_unique
// purpose: No two rows of FormerId share an id.
//          The rule also gives the index that loading and look-ups use.
// access:  schema
CREATE CONSTRAINT former_id_id_unique IF NOT EXISTS
FOR (former_id:FormerId)
REQUIRE former_id.id IS UNIQUE

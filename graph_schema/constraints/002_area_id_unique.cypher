// name:    area_id_unique
// purpose: No two rows of Area share an id.
//          The rule also gives the index that loading and look-ups use.
// access:  schema
CREATE CONSTRAINT area_id_unique IF NOT EXISTS
FOR (area:Area)
REQUIRE area.id IS UNIQUE

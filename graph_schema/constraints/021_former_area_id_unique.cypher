// name:    former_area_id_unique
// purpose: No two rows of FormerArea share an id.
//          The rule also gives the index that loading and look-ups use.
// access:  schema
CREATE CONSTRAINT former_area_id_unique IF NOT EXISTS
FOR (former_area:FormerArea)
REQUIRE former_area.id IS UNIQUE

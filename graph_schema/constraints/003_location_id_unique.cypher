// name:    location_id_unique
// purpose: No two rows of Location share an id.
//          The rule also gives the index that loading and look-ups use.
// access:  schema
CREATE CONSTRAINT location_id_unique IF NOT EXISTS
FOR (location:Location)
REQUIRE location.id IS UNIQUE

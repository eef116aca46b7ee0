// name:    workshop_id_unique
// purpose: No two rows of Workshop share an id.
//          The rule also gives the index that loading and look-ups use.
// access:  schema
CREATE CONSTRAINT workshop_id_unique IF NOT EXISTS
FOR (workshop:Workshop)
REQUIRE workshop.id IS UNIQUE

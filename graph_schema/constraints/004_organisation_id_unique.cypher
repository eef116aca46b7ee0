// name:    organisation_id_unique
// purpose: No two rows of Organisation share an id.
//          The rule also gives the index that loading and look-ups use.
// access:  schema
CREATE CONSTRAINT organisation_id_unique IF NOT EXISTS
FOR (organisation:Organisation)
REQUIRE organisation.id IS UNIQUE

// name:    community_id_unique
// purpose: No two rows of Community share an id.
//          The rule also gives the index that loading and look-ups use.
// access:  schema
CREATE CONSTRAINT community_id_unique IF NOT EXISTS
FOR (community:Community)
REQUIRE community.id IS UNIQUE

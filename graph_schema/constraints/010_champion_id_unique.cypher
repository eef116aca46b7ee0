// name:    champion_id_unique
// purpose: No two rows of Champion share an id.
//          The rule also gives the index that loading and look-ups use.
// access:  schema
CREATE CONSTRAINT champion_id_unique IF NOT EXISTS
FOR (champion:Champion)
REQUIRE champion.id IS UNIQUE

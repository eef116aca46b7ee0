// name:    indicator_id_unique
// purpose: No two rows of Indicator share an id.
//          The rule also gives the index that loading and look-ups use.
// access:  schema
CREATE CONSTRAINT indicator_id_unique IF NOT EXISTS
FOR (indicator:Indicator)
REQUIRE indicator.id IS UNIQUE

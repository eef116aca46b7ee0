// name:    outcome_id_unique
// purpose: No two rows of Outcome share an id.
//          The rule also gives the index that loading and look-ups use.
// access:  schema
CREATE CONSTRAINT outcome_id_unique IF NOT EXISTS
FOR (outcome:Outcome)
REQUIRE outcome.id IS UNIQUE

// name:    survey_id_unique
// purpose: No two rows of Survey share an id.
//          The rule also gives the index that loading and look-ups use.
// access:  schema
CREATE CONSTRAINT survey_id_unique IF NOT EXISTS
FOR (survey:Survey)
REQUIRE survey.id IS UNIQUE

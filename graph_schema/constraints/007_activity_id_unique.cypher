// name:    activity_id_unique
// purpose: No two rows of Activity share an id.
//          The rule also gives the index that loading and look-ups use.
// access:  schema
CREATE CONSTRAINT activity_id_unique IF NOT EXISTS
FOR (activity:Activity)
REQUIRE activity.id IS UNIQUE

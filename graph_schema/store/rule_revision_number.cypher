// name:    rule_revision_number
// purpose: No two changes share a number.
// access:  schema
CREATE CONSTRAINT _revision_number_unique IF NOT EXISTS
FOR (revision:_Revision)
REQUIRE revision.number IS UNIQUE

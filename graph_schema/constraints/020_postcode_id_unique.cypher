// name:    postcode_id_unique
// purpose: No two rows of Postcode share an id.
//          The rule also gives the index that loading and look-ups use.
// access:  schema
CREATE CONSTRAINT postcode_id_unique IF NOT EXISTS
FOR (postcode:Postcode)
REQUIRE postcode.id IS UNIQUE

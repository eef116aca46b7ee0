// name:    referral_id_unique
// purpose: No two rows of Referral share an id.
//          The rule also gives the index that loading and look-ups use.
// access:  schema
CREATE CONSTRAINT referral_id_unique IF NOT EXISTS
FOR (referral:Referral)
REQUIRE referral.id IS UNIQUE

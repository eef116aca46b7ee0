// name:    party_id_unique
// purpose: No two parties share an id, of whatever kind.
//          The rule also gives the index that loading and look-ups use.
//          Parties: Organisation, Activity, LinkWorker, Champion, Workshop.
// access:  schema
CREATE CONSTRAINT party_id_unique IF NOT EXISTS
FOR (party:Party)
REQUIRE party.id IS UNIQUE

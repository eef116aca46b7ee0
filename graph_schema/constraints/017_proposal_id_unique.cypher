// name:    proposal_id_unique
// purpose: No two rows of Proposal share an id.
//          The rule also gives the index that loading and look-ups use.
// access:  schema
CREATE CONSTRAINT proposal_id_unique IF NOT EXISTS
FOR (proposal:Proposal)
REQUIRE proposal.id IS UNIQUE

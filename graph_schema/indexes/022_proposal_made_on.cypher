// name:    proposal_made_on
// purpose: Find rows of Proposal by made_on.
//          Day that was looked at.
// access:  schema
CREATE INDEX proposal_made_on IF NOT EXISTS
FOR (proposal:Proposal)
ON (proposal.made_on)

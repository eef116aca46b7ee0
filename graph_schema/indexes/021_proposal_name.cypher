// name:    proposal_name
// purpose: Find rows of Proposal by name.
//          What it is called.
// access:  schema
CREATE INDEX proposal_name IF NOT EXISTS
FOR (proposal:Proposal)
ON (proposal.name)

// name:    present_proposal
// purpose: Tell which of some ids are those of rows of Proposal.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   proposal_id_unique
UNWIND $ids AS row_id
MATCH (proposal:Proposal {id: row_id})
RETURN collect(proposal.id) AS ids

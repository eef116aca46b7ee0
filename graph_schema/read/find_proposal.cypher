// name:    find_proposal
// purpose: Find rows of Proposal by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   proposal_id_unique
UNWIND $ids AS row_id
MATCH (proposal:Proposal {id: row_id})
RETURN properties(proposal) AS row

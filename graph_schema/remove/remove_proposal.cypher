// name:    remove_proposal
// purpose: Take rows of Proposal out, with the ties that run from and to them.
// params:  $ids  list of string
// returns: n_rows integer, rows taken out
// access:  write
// index:   proposal_id_unique
UNWIND $ids AS row_id
MATCH (proposal:Proposal {id: row_id})
DETACH DELETE proposal
RETURN count(row_id) AS n_rows

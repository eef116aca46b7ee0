// name:    derive_proposal_need_id
// purpose: Make the ties PROPOSED_FOR of rows of Proposal anew, so that they follow the
//          column need_id.
//          What matters to people and is lacking; empty: not said.
// params:  $rows  list of maps, one a row of Proposal: id, need_id (null when empty)
// returns: n_ties integer, ties made; fewer than columns filled in when an end is not there
// access:  write
// index:   proposal_id_unique, need_id_unique
UNWIND $rows AS row
MATCH (own:Proposal {id: row.id})
OPTIONAL MATCH (own)-[before:PROPOSED_FOR]->()
DELETE before
WITH DISTINCT own, row.need_id AS other_id
MATCH (other:Need {id: other_id})
CREATE (own)-[tie:PROPOSED_FOR]->(other)
RETURN count(tie) AS n_ties

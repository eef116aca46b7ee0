// name:    derive_referral_target_id
// purpose: Make the ties TO of rows of Referral anew, so that they follow the
//          column target_id.
//          Party referred to.
// params:  $rows  list of maps, one a row of Referral: id, target_id (null when empty)
// returns: n_ties integer, ties made; fewer than columns filled in when an end is not there
// access:  write
// index:   referral_id_unique, party_id_unique
UNWIND $rows AS row
MATCH (own:Referral {id: row.id})
OPTIONAL MATCH (own)-[before:TO]->()
DELETE before
WITH DISTINCT own, row.target_id AS other_id
MATCH (other:Party {id: other_id})
CREATE (own)-[tie:TO]->(other)
RETURN count(tie) AS n_ties

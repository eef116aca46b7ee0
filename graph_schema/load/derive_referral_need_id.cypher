// name:    derive_referral_need_id
// purpose: Make the ties FOR of rows of Referral anew, so that they follow the
//          column need_id.
//          What matters here.
// params:  $rows  list of maps, one a row of Referral: id, need_id (null when empty)
// returns: n_ties integer, ties made; fewer than columns filled in when an end is not there
// access:  write
// index:   referral_id_unique, need_id_unique
UNWIND $rows AS row
MATCH (own:Referral {id: row.id})
OPTIONAL MATCH (own)-[before:FOR]->()
DELETE before
WITH DISTINCT own, row.need_id AS other_id
MATCH (other:Need {id: other_id})
CREATE (own)-[tie:FOR]->(other)
RETURN count(tie) AS n_ties

// name:    derive_referral_area_code
// purpose: Make the ties FROM_AREA of rows of Referral anew, so that they follow the
//          column area_code.
//          Area where the person lives; a ward, not smaller, unless the place chose so.
// params:  $rows  list of maps, one a row of Referral: id, area_code (null when empty)
// returns: n_ties integer, ties made; fewer than columns filled in when an end is not there
// access:  write
// index:   referral_id_unique, area_id_unique
UNWIND $rows AS row
MATCH (own:Referral {id: row.id})
OPTIONAL MATCH (own)-[before:FROM_AREA]->()
DELETE before
WITH DISTINCT own, row.area_code AS other_id
MATCH (other:Area {id: other_id})
CREATE (own)-[tie:FROM_AREA]->(other)
RETURN count(tie) AS n_ties

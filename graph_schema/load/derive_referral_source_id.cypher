// name:    derive_referral_source_id
// purpose: Make the ties MADE of rows of Referral anew, so that they follow the
//          column source_id.
//          Party that refers; empty exactly when the route is self.
// params:  $rows  list of maps, one a row of Referral: id, source_id (null when empty)
// returns: n_ties integer, ties made; fewer than columns filled in when an end is not there
// access:  write
// index:   referral_id_unique, party_id_unique
UNWIND $rows AS row
MATCH (own:Referral {id: row.id})
OPTIONAL MATCH (own)<-[before:MADE]-()
DELETE before
WITH DISTINCT own, row.source_id AS other_id
MATCH (other:Party {id: other_id})
CREATE (own)<-[tie:MADE]-(other)
RETURN count(tie) AS n_ties

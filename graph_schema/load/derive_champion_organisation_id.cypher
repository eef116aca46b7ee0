// name:    derive_champion_organisation_id
// purpose: Make the ties BASED_AT of rows of Champion anew, so that they follow the
//          column organisation_id.
//          Where this person is based.
// params:  $rows  list of maps, one a row of Champion: id, organisation_id (null when empty)
// returns: n_ties integer, ties made; fewer than columns filled in when an end is not there
// access:  write
// index:   champion_id_unique, organisation_id_unique
UNWIND $rows AS row
MATCH (own:Champion {id: row.id})
OPTIONAL MATCH (own)-[before:BASED_AT]->()
DELETE before
WITH DISTINCT own, row.organisation_id AS other_id
MATCH (other:Organisation {id: other_id})
CREATE (own)-[tie:BASED_AT]->(other)
RETURN count(tie) AS n_ties

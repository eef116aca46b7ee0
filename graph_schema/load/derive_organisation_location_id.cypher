// name:    derive_organisation_location_id
// purpose: Make the ties BASED_AT of rows of Organisation anew, so that they follow the
//          column location_id.
//          Where it is based.
// params:  $rows  list of maps, one a row of Organisation: id, location_id (null when empty)
// returns: n_ties integer, ties made; fewer than columns filled in when an end is not there
// access:  write
// index:   organisation_id_unique, location_id_unique
UNWIND $rows AS row
MATCH (own:Organisation {id: row.id})
OPTIONAL MATCH (own)-[before:BASED_AT]->()
DELETE before
WITH DISTINCT own, row.location_id AS other_id
MATCH (other:Location {id: other_id})
CREATE (own)-[tie:BASED_AT]->(other)
RETURN count(tie) AS n_ties

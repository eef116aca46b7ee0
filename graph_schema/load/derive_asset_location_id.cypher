// name:    derive_asset_location_id
// purpose: Make the ties KEPT_AT of rows of Asset anew, so that they follow the
//          column location_id.
//          Where it is.
// params:  $rows  list of maps, one a row of Asset: id, location_id (null when empty)
// returns: n_ties integer, ties made; fewer than columns filled in when an end is not there
// access:  write
// index:   asset_id_unique, location_id_unique
UNWIND $rows AS row
MATCH (own:Asset {id: row.id})
OPTIONAL MATCH (own)-[before:KEPT_AT]->()
DELETE before
WITH DISTINCT own, row.location_id AS other_id
MATCH (other:Location {id: other_id})
CREATE (own)-[tie:KEPT_AT]->(other)
RETURN count(tie) AS n_ties

// name:    derive_location_area_code
// purpose: Make the ties WITHIN of rows of Location anew, so that they follow the
//          column area_code.
//          Smallest mapped area that it lies in.
// params:  $rows  list of maps, one a row of Location: id, area_code (null when empty)
// returns: n_ties integer, ties made; fewer than columns filled in when an end is not there
// access:  write
// index:   location_id_unique, area_id_unique
UNWIND $rows AS row
MATCH (own:Location {id: row.id})
OPTIONAL MATCH (own)-[before:WITHIN]->()
DELETE before
WITH DISTINCT own, row.area_code AS other_id
MATCH (other:Area {id: other_id})
CREATE (own)-[tie:WITHIN]->(other)
RETURN count(tie) AS n_ties

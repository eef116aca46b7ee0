// name:    derive_area_parent_code
// purpose: Make the ties WITHIN of rows of Area anew, so that they follow the
//          column parent_code.
//          The larger area that it lies in.
// params:  $rows  list of maps, one a row of Area: id, parent_code (null when empty)
// returns: n_ties integer, ties made; fewer than columns filled in when an end is not there
// access:  write
// index:   area_id_unique
UNWIND $rows AS row
MATCH (own:Area {id: row.id})
OPTIONAL MATCH (own)-[before:WITHIN]->()
DELETE before
WITH DISTINCT own, row.parent_code AS other_id
MATCH (other:Area {id: other_id})
CREATE (own)-[tie:WITHIN]->(other)
RETURN count(tie) AS n_ties

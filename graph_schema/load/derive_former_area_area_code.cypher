// name:    derive_former_area_area_code
// purpose: Make the ties BECAME of rows of FormerArea anew, so that they follow the
//          column area_code.
//          An area of now that it became, or became a part of.
// params:  $rows  list of maps, one a row of FormerArea: id, area_code (null when empty)
// returns: n_ties integer, ties made; fewer than columns filled in when an end is not there
// access:  write
// index:   former_area_id_unique, area_id_unique
UNWIND $rows AS row
MATCH (own:FormerArea {id: row.id})
OPTIONAL MATCH (own)-[before:BECAME]->()
DELETE before
WITH DISTINCT own, row.area_code AS other_id
MATCH (other:Area {id: other_id})
CREATE (own)-[tie:BECAME]->(other)
RETURN count(tie) AS n_ties

// name:    derive_workshop_area_code
// purpose: Make the ties HELD_FOR of rows of Workshop anew, so that they follow the
//          column area_code.
//          Area it was for.
// params:  $rows  list of maps, one a row of Workshop: id, area_code (null when empty)
// returns: n_ties integer, ties made; fewer than columns filled in when an end is not there
// access:  write
// index:   workshop_id_unique, area_id_unique
UNWIND $rows AS row
MATCH (own:Workshop {id: row.id})
OPTIONAL MATCH (own)-[before:HELD_FOR]->()
DELETE before
WITH DISTINCT own, row.area_code AS other_id
MATCH (other:Area {id: other_id})
CREATE (own)-[tie:HELD_FOR]->(other)
RETURN count(tie) AS n_ties

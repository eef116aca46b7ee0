// name:    derive_need_parent_id
// purpose: Make the ties PART_OF of rows of Need anew, so that they follow the
//          column parent_id.
//          The wider one that it is part of.
// params:  $rows  list of maps, one a row of Need: id, parent_id (null when empty)
// returns: n_ties integer, ties made; fewer than columns filled in when an end is not there
// access:  write
// index:   need_id_unique
UNWIND $rows AS row
MATCH (own:Need {id: row.id})
OPTIONAL MATCH (own)-[before:PART_OF]->()
DELETE before
WITH DISTINCT own, row.parent_id AS other_id
MATCH (other:Need {id: other_id})
CREATE (own)-[tie:PART_OF]->(other)
RETURN count(tie) AS n_ties

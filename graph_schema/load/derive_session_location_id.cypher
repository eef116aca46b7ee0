// name:    derive_session_location_id
// purpose: Make the ties HELD_AT of rows of Session anew, so that they follow the
//          column location_id.
//          Where it meets.
// params:  $rows  list of maps, one a row of Session: id, location_id (null when empty)
// returns: n_ties integer, ties made; fewer than columns filled in when an end is not there
// access:  write
// index:   session_id_unique, location_id_unique
UNWIND $rows AS row
MATCH (own:Session {id: row.id})
OPTIONAL MATCH (own)-[before:HELD_AT]->()
DELETE before
WITH DISTINCT own, row.location_id AS other_id
MATCH (other:Location {id: other_id})
CREATE (own)-[tie:HELD_AT]->(other)
RETURN count(tie) AS n_ties

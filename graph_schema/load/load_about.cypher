// name:    load_about
// purpose: Put ties ABOUT in.
//          What a story is about.
//          A tie takes the place of the one that had its id, wherever that ran.
// params:  $rows  list of maps, one a tie: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, from_id string, to_id string, provenance string, recorded_on date,
//          valid_from date, valid_to date
// returns: n_rows integer, ties put in; fewer than given when an end is not there
// access:  write
// index:   about_id_unique, story_id_unique, party_id_unique, area_id_unique
UNWIND $rows AS row
OPTIONAL MATCH ()-[before:ABOUT {id: row.id}]->()
DELETE before
WITH row
MATCH (from_node:Story {id: row.from_id})
OPTIONAL MATCH (to_node_1:Party {id: row.to_id})
WHERE to_node_1:Organisation|Activity
OPTIONAL MATCH (to_node_2:Area {id: row.to_id})
WITH *, coalesce(to_node_1, to_node_2) AS to_node
WHERE to_node IS NOT NULL
CREATE (from_node)-[tie:ABOUT]->(to_node)
SET tie = row
RETURN count(tie) AS n_rows

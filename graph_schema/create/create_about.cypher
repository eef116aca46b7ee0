// name:    create_about
// purpose: Put ties ABOUT in that are not there yet.
// params:  $rows  list of maps, one a tie, as load_about takes them
// columns: id string, from_id string, to_id string, provenance string, recorded_on date,
//          valid_from date, valid_to date
// returns: nothing; a tie whose end is not there is not made
// access:  write
// index:   about_id_unique, story_id_unique, party_id_unique, area_id_unique
UNWIND $rows AS row
MATCH (from_node:Story {id: row.from_id})
OPTIONAL MATCH (to_node_1:Party {id: row.to_id})
WHERE to_node_1:Organisation|Activity
OPTIONAL MATCH (to_node_2:Area {id: row.to_id})
WITH *, coalesce(to_node_1, to_node_2) AS to_node
WHERE to_node IS NOT NULL
CREATE (from_node)-[tie:ABOUT]->(to_node)
SET tie = row

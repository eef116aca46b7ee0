// name:    load_led_by
// purpose: Put ties LED_BY in.
//          A community that leads an organisation.
//          A tie takes the place of the one that had its id, wherever that ran.
// params:  $rows  list of maps, one a tie: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, from_id string, to_id string, provenance string, recorded_on date,
//          valid_from date, valid_to date
// returns: n_rows integer, ties put in; fewer than given when an end is not there
// access:  write
// index:   led_by_id_unique, organisation_id_unique, community_id_unique
UNWIND $rows AS row
OPTIONAL MATCH ()-[before:LED_BY {id: row.id}]->()
DELETE before
WITH row
MATCH (from_node:Organisation {id: row.from_id})
MATCH (to_node:Community {id: row.to_id})
CREATE (from_node)-[tie:LED_BY]->(to_node)
SET tie = row
RETURN count(tie) AS n_rows

// name:    load_supports
// purpose: Put ties SUPPORTS in.
//          A link worker that a champion works beside.
//          A tie takes the place of the one that had its id, wherever that ran.
// params:  $rows  list of maps, one a tie: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, from_id string, to_id string, provenance string, recorded_on date,
//          valid_from date, valid_to date
// returns: n_rows integer, ties put in; fewer than given when an end is not there
// access:  write
// index:   supports_id_unique, champion_id_unique, link_worker_id_unique
UNWIND $rows AS row
OPTIONAL MATCH ()-[before:SUPPORTS {id: row.id}]->()
DELETE before
WITH row
MATCH (from_node:Champion {id: row.from_id})
MATCH (to_node:LinkWorker {id: row.to_id})
CREATE (from_node)-[tie:SUPPORTS]->(to_node)
SET tie = row
RETURN count(tie) AS n_rows

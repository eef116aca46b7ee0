// name:    load_meets
// purpose: Put ties MEETS in.
//          What matters, and this answers it.
//          A tie takes the place of the one that had its id, wherever that ran.
// params:  $rows  list of maps, one a tie: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, from_id string, to_id string, provenance string, recorded_on date,
//          valid_from date, valid_to date
// returns: n_rows integer, ties put in; fewer than given when an end is not there
// access:  write
// index:   meets_id_unique, activity_id_unique, need_id_unique
UNWIND $rows AS row
OPTIONAL MATCH ()-[before:MEETS {id: row.id}]->()
DELETE before
WITH row
MATCH (from_node:Activity {id: row.from_id})
MATCH (to_node:Need {id: row.to_id})
CREATE (from_node)-[tie:MEETS]->(to_node)
SET tie = row
RETURN count(tie) AS n_rows

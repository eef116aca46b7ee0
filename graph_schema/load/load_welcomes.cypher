// name:    load_welcomes
// purpose: Put ties WELCOMES in.
//          A community that an activity is made for.
//          A tie takes the place of the one that had its id, wherever that ran.
// params:  $rows  list of maps, one a tie: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, from_id string, to_id string, provenance string, recorded_on date,
//          valid_from date, valid_to date
// returns: n_rows integer, ties put in; fewer than given when an end is not there
// access:  write
// index:   welcomes_id_unique, activity_id_unique, community_id_unique
UNWIND $rows AS row
OPTIONAL MATCH ()-[before:WELCOMES {id: row.id}]->()
DELETE before
WITH row
MATCH (from_node:Activity {id: row.from_id})
MATCH (to_node:Community {id: row.to_id})
CREATE (from_node)-[tie:WELCOMES]->(to_node)
SET tie = row
RETURN count(tie) AS n_rows

// name:    load_completed
// purpose: Put ties COMPLETED in.
//          A course that somebody completed.
//          A tie takes the place of the one that had its id, wherever that ran.
// params:  $rows  list of maps, one a tie: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, from_id string, to_id string, completed_on date, provenance string,
//          recorded_on date, valid_from date, valid_to date
// returns: n_rows integer, ties put in; fewer than given when an end is not there
// access:  write
// index:   completed_id_unique, party_id_unique, course_id_unique
UNWIND $rows AS row
OPTIONAL MATCH ()-[before:COMPLETED {id: row.id}]->()
DELETE before
WITH row
MATCH (from_node:Party {id: row.from_id})
MATCH (to_node:Course {id: row.to_id})
CREATE (from_node)-[tie:COMPLETED]->(to_node)
SET tie = row
RETURN count(tie) AS n_rows

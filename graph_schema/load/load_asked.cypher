// name:    load_asked
// purpose: Put ties ASKED in.
//          An organisation that a survey asked, and whether it answered.
//          A tie takes the place of the one that had its id, wherever that ran.
// params:  $rows  list of maps, one a tie: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, from_id string, to_id string, answered_on date, provenance string,
//          recorded_on date, valid_from date, valid_to date
// returns: n_rows integer, ties put in; fewer than given when an end is not there
// access:  write
// index:   asked_id_unique, survey_id_unique, organisation_id_unique
UNWIND $rows AS row
OPTIONAL MATCH ()-[before:ASKED {id: row.id}]->()
DELETE before
WITH row
MATCH (from_node:Survey {id: row.from_id})
MATCH (to_node:Organisation {id: row.to_id})
CREATE (from_node)-[tie:ASKED]->(to_node)
SET tie = row
RETURN count(tie) AS n_rows

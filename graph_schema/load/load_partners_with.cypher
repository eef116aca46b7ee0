// name:    load_partners_with
// purpose: Put ties PARTNERS_WITH in.
//          A claim by the first that it works with the second, and how the first sees it.
//          A tie takes the place of the one that had its id, wherever that ran.
// params:  $rows  list of maps, one a tie: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, from_id string, to_id string, survey_id string, intensity integer,
//          reliability integer, mission integer, openness integer, power integer,
//          involvement integer, resources integer, provenance string, recorded_on date,
//          valid_from date, valid_to date
// returns: n_rows integer, ties put in; fewer than given when an end is not there
// access:  write
// index:   partners_with_id_unique, organisation_id_unique
UNWIND $rows AS row
OPTIONAL MATCH ()-[before:PARTNERS_WITH {id: row.id}]->()
DELETE before
WITH row
MATCH (from_node:Organisation {id: row.from_id})
MATCH (to_node:Organisation {id: row.to_id})
CREATE (from_node)-[tie:PARTNERS_WITH]->(to_node)
SET tie = row
RETURN count(tie) AS n_rows

// name:    load_took_part_in
// purpose: Put ties TOOK_PART_IN in.
//          An organisation's seat at a workshop.
//          A tie takes the place of the one that had its id, wherever that ran.
// params:  $rows  list of maps, one a tie: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, from_id string, to_id string, part string, provenance string,
//          recorded_on date, valid_from date, valid_to date
// returns: n_rows integer, ties put in; fewer than given when an end is not there
// access:  write
// index:   took_part_in_id_unique, organisation_id_unique, workshop_id_unique
UNWIND $rows AS row
OPTIONAL MATCH ()-[before:TOOK_PART_IN {id: row.id}]->()
DELETE before
WITH row
MATCH (from_node:Organisation {id: row.from_id})
MATCH (to_node:Workshop {id: row.to_id})
CREATE (from_node)-[tie:TOOK_PART_IN]->(to_node)
SET tie = row
RETURN count(tie) AS n_rows

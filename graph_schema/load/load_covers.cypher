// name:    load_covers
// purpose: Put ties COVERS in.
//          A practice that a link worker takes referrals from.
//          A tie takes the place of the one that had its id, wherever that ran.
// params:  $rows  list of maps, one a tie: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, from_id string, to_id string, provenance string, recorded_on date,
//          valid_from date, valid_to date
// returns: n_rows integer, ties put in; fewer than given when an end is not there
// access:  write
// index:   covers_id_unique, link_worker_id_unique, organisation_id_unique
UNWIND $rows AS row
OPTIONAL MATCH ()-[before:COVERS {id: row.id}]->()
DELETE before
WITH row
MATCH (from_node:LinkWorker {id: row.from_id})
MATCH (to_node:Organisation {id: row.to_id})
CREATE (from_node)-[tie:COVERS]->(to_node)
SET tie = row
RETURN count(tie) AS n_rows

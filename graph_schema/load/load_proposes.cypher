// name:    load_proposes
// purpose: Put ties PROPOSES in.
//          A venue of a proposal; kept by assetmap, never filled in.
//          A tie takes the place of the one that had its id, wherever that ran.
// params:  $rows  list of maps, one a tie: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, from_id string, to_id string, rank integer, people_added integer,
//          days_free string, provenance string, recorded_on date, valid_from date, valid_to date
// returns: n_rows integer, ties put in; fewer than given when an end is not there
// access:  write
// index:   proposes_id_unique, proposal_id_unique, location_id_unique
UNWIND $rows AS row
OPTIONAL MATCH ()-[before:PROPOSES {id: row.id}]->()
DELETE before
WITH row
MATCH (from_node:Proposal {id: row.from_id})
MATCH (to_node:Location {id: row.to_id})
CREATE (from_node)-[tie:PROPOSES]->(to_node)
SET tie = row
RETURN count(tie) AS n_rows

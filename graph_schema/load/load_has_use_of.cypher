// name:    load_has_use_of
// purpose: Put ties HAS_USE_OF in.
//          A location that an organisation may use.
//          A tie takes the place of the one that had its id, wherever that ran.
// params:  $rows  list of maps, one a tie: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, from_id string, to_id string, days_free string, provenance string,
//          recorded_on date, valid_from date, valid_to date
// returns: n_rows integer, ties put in; fewer than given when an end is not there
// access:  write
// index:   has_use_of_id_unique, organisation_id_unique, location_id_unique
UNWIND $rows AS row
OPTIONAL MATCH ()-[before:HAS_USE_OF {id: row.id}]->()
DELETE before
WITH row
MATCH (from_node:Organisation {id: row.from_id})
MATCH (to_node:Location {id: row.to_id})
CREATE (from_node)-[tie:HAS_USE_OF]->(to_node)
SET tie = row
RETURN count(tie) AS n_rows

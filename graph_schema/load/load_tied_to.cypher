// name:    load_tied_to
// purpose: Put ties TIED_TO in.
//          A plain tie of a tie list.
//          A tie takes the place of the one that had its id, wherever that ran.
// params:  $rows  list of maps, one a tie: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, from_id string, to_id string, kind string, weight float, provenance string,
//          recorded_on date, valid_from date, valid_to date
// returns: n_rows integer, ties put in; fewer than given when an end is not there
// access:  write
// index:   tied_to_id_unique, party_id_unique
UNWIND $rows AS row
OPTIONAL MATCH ()-[before:TIED_TO {id: row.id}]->()
DELETE before
WITH row
MATCH (from_node:Party {id: row.from_id})
MATCH (to_node:Party {id: row.to_id})
CREATE (from_node)-[tie:TIED_TO]->(to_node)
SET tie = row
RETURN count(tie) AS n_rows

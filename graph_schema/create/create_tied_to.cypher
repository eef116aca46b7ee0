// name:    create_tied_to
// purpose: Put ties TIED_TO in that are not there yet.
// params:  $rows  list of maps, one a tie, as load_tied_to takes them
// columns: id string, from_id string, to_id string, kind string, weight float, provenance string,
//          recorded_on date, valid_from date, valid_to date
// returns: nothing; a tie whose end is not there is not made
// access:  write
// index:   tied_to_id_unique, party_id_unique
UNWIND $rows AS row
MATCH (from_node:Party {id: row.from_id})
MATCH (to_node:Party {id: row.to_id})
CREATE (from_node)-[tie:TIED_TO]->(to_node)
SET tie = row

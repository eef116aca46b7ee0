// name:    create_serves
// purpose: Put ties SERVES in that are not there yet.
// params:  $rows  list of maps, one a tie, as load_serves takes them
// columns: id string, from_id string, to_id string, provenance string, recorded_on date,
//          valid_from date, valid_to date
// returns: nothing; a tie whose end is not there is not made
// access:  write
// index:   serves_id_unique, party_id_unique, area_id_unique
UNWIND $rows AS row
MATCH (from_node:Party {id: row.from_id})
MATCH (to_node:Area {id: row.to_id})
CREATE (from_node)-[tie:SERVES]->(to_node)
SET tie = row

// name:    create_supports
// purpose: Put ties SUPPORTS in that are not there yet.
// params:  $rows  list of maps, one a tie, as load_supports takes them
// columns: id string, from_id string, to_id string, provenance string, recorded_on date,
//          valid_from date, valid_to date
// returns: nothing; a tie whose end is not there is not made
// access:  write
// index:   supports_id_unique, champion_id_unique, link_worker_id_unique
UNWIND $rows AS row
MATCH (from_node:Champion {id: row.from_id})
MATCH (to_node:LinkWorker {id: row.to_id})
CREATE (from_node)-[tie:SUPPORTS]->(to_node)
SET tie = row

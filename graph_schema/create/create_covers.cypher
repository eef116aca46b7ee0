// name:    create_covers
// purpose: Put ties COVERS in that are not there yet.
// params:  $rows  list of maps, one a tie, as load_covers takes them
// columns: id string, from_id string, to_id string, provenance string, recorded_on date,
//          valid_from date, valid_to date
// returns: nothing; a tie whose end is not there is not made
// access:  write
// index:   covers_id_unique, link_worker_id_unique, organisation_id_unique
UNWIND $rows AS row
MATCH (from_node:LinkWorker {id: row.from_id})
MATCH (to_node:Organisation {id: row.to_id})
CREATE (from_node)-[tie:COVERS]->(to_node)
SET tie = row

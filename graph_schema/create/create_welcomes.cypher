// name:    create_welcomes
// purpose: Put ties WELCOMES in that are not there yet.
// params:  $rows  list of maps, one a tie, as load_welcomes takes them
// columns: id string, from_id string, to_id string, provenance string, recorded_on date,
//          valid_from date, valid_to date
// returns: nothing; a tie whose end is not there is not made
// access:  write
// index:   welcomes_id_unique, activity_id_unique, community_id_unique
UNWIND $rows AS row
MATCH (from_node:Activity {id: row.from_id})
MATCH (to_node:Community {id: row.to_id})
CREATE (from_node)-[tie:WELCOMES]->(to_node)
SET tie = row

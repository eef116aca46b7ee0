// name:    create_meets
// purpose: Put ties MEETS in that are not there yet.
// params:  $rows  list of maps, one a tie, as load_meets takes them
// columns: id string, from_id string, to_id string, provenance string, recorded_on date,
//          valid_from date, valid_to date
// returns: nothing; a tie whose end is not there is not made
// access:  write
// index:   meets_id_unique, activity_id_unique, need_id_unique
UNWIND $rows AS row
MATCH (from_node:Activity {id: row.from_id})
MATCH (to_node:Need {id: row.to_id})
CREATE (from_node)-[tie:MEETS]->(to_node)
SET tie = row

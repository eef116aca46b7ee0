// name:    create_completed
// purpose: Put ties COMPLETED in that are not there yet.
// params:  $rows  list of maps, one a tie, as load_completed takes them
// columns: id string, from_id string, to_id string, completed_on date, provenance string,
//          recorded_on date, valid_from date, valid_to date
// returns: nothing; a tie whose end is not there is not made
// access:  write
// index:   completed_id_unique, party_id_unique, course_id_unique
UNWIND $rows AS row
MATCH (from_node:Party {id: row.from_id})
MATCH (to_node:Course {id: row.to_id})
CREATE (from_node)-[tie:COMPLETED]->(to_node)
SET tie = row

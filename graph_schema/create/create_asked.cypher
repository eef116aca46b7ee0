// name:    create_asked
// purpose: Put ties ASKED in that are not there yet.
// params:  $rows  list of maps, one a tie, as load_asked takes them
// columns: id string, from_id string, to_id string, answered_on date, provenance string,
//          recorded_on date, valid_from date, valid_to date
// returns: nothing; a tie whose end is not there is not made
// access:  write
// index:   asked_id_unique, survey_id_unique, organisation_id_unique
UNWIND $rows AS row
MATCH (from_node:Survey {id: row.from_id})
MATCH (to_node:Organisation {id: row.to_id})
CREATE (from_node)-[tie:ASKED]->(to_node)
SET tie = row

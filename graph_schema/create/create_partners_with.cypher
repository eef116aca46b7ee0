// name:    create_partners_with
// purpose: Put ties PARTNERS_WITH in that are not there yet.
// params:  $rows  list of maps, one a tie, as load_partners_with takes them
// columns: id string, from_id string, to_id string, survey_id string, intensity integer,
//          reliability integer, mission integer, openness integer, power integer,
//          involvement integer, resources integer, provenance string, recorded_on date,
//          valid_from date, valid_to date
// returns: nothing; a tie whose end is not there is not made
// access:  write
// index:   partners_with_id_unique, organisation_id_unique
UNWIND $rows AS row
MATCH (from_node:Organisation {id: row.from_id})
MATCH (to_node:Organisation {id: row.to_id})
CREATE (from_node)-[tie:PARTNERS_WITH]->(to_node)
SET tie = row

// name:    create_has_use_of
// purpose: Put ties HAS_USE_OF in that are not there yet.
// params:  $rows  list of maps, one a tie, as load_has_use_of takes them
// columns: id string, from_id string, to_id string, days_free string, provenance string,
//          recorded_on date, valid_from date, valid_to date
// returns: nothing; a tie whose end is not there is not made
// access:  write
// index:   has_use_of_id_unique, organisation_id_unique, location_id_unique
UNWIND $rows AS row
MATCH (from_node:Organisation {id: row.from_id})
MATCH (to_node:Location {id: row.to_id})
CREATE (from_node)-[tie:HAS_USE_OF]->(to_node)
SET tie = row

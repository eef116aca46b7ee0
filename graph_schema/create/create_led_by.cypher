// name:    create_led_by
// purpose: Put ties LED_BY in that are not there yet.
// params:  $rows  list of maps, one a tie, as load_led_by takes them
// columns: id string, from_id string, to_id string, provenance string, recorded_on date,
//          valid_from date, valid_to date
// returns: nothing; a tie whose end is not there is not made
// access:  write
// index:   led_by_id_unique, organisation_id_unique, community_id_unique
UNWIND $rows AS row
MATCH (from_node:Organisation {id: row.from_id})
MATCH (to_node:Community {id: row.to_id})
CREATE (from_node)-[tie:LED_BY]->(to_node)
SET tie = row

// name:    create_funds
// purpose: Put ties FUNDS in that are not there yet.
// params:  $rows  list of maps, one a tie, as load_funds takes them
// columns: id string, from_id string, to_id string, amount_gbp float, awarded_on date,
//          grant_id string, provenance string, recorded_on date, valid_from date, valid_to date
// returns: nothing; a tie whose end is not there is not made
// access:  write
// index:   funds_id_unique, organisation_id_unique
UNWIND $rows AS row
MATCH (from_node:Organisation {id: row.from_id})
MATCH (to_node:Organisation {id: row.to_id})
CREATE (from_node)-[tie:FUNDS]->(to_node)
SET tie = row

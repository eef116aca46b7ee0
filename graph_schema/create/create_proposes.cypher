// name:    create_proposes
// purpose: Put ties PROPOSES in that are not there yet.
// params:  $rows  list of maps, one a tie, as load_proposes takes them
// columns: id string, from_id string, to_id string, rank integer, people_added integer,
//          days_free string, provenance string, recorded_on date, valid_from date, valid_to date
// returns: nothing; a tie whose end is not there is not made
// access:  write
// index:   proposes_id_unique, proposal_id_unique, location_id_unique
UNWIND $rows AS row
MATCH (from_node:Proposal {id: row.from_id})
MATCH (to_node:Location {id: row.to_id})
CREATE (from_node)-[tie:PROPOSES]->(to_node)
SET tie = row

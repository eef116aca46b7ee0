// name:    create_took_part_in
// purpose: Put ties TOOK_PART_IN in that are not there yet.
// params:  $rows  list of maps, one a tie, as load_took_part_in takes them
// columns: id string, from_id string, to_id string, part string, provenance string,
//          recorded_on date, valid_from date, valid_to date
// returns: nothing; a tie whose end is not there is not made
// access:  write
// index:   took_part_in_id_unique, organisation_id_unique, workshop_id_unique
UNWIND $rows AS row
MATCH (from_node:Organisation {id: row.from_id})
MATCH (to_node:Workshop {id: row.to_id})
CREATE (from_node)-[tie:TOOK_PART_IN]->(to_node)
SET tie = row

// name:    create_proposal
// purpose: Put rows of Proposal in that are not there yet, with the ties that follow from their
//          references; those to rows of the same label are made by derive_... at the end.
// params:  $rows  list of maps, one a row, as load_proposal takes them
// columns: id string, name string, need_id string, for_whom string, time_of_week string,
//          way string, minutes float, reach_m float, km_per_hour float, detour float,
//          is_served boolean, is_held_enough boolean, n_wanted integer, method string,
//          people_without integer, people_covered integer, bound integer, made_on date,
//          note string, provenance string, recorded_on date, valid_from date, valid_to date
// returns: nothing; a row whose id is there already is an error, and nothing is put in then
// access:  write
// index:   proposal_id_unique, need_id_unique
UNWIND $rows AS row
CREATE (proposal:Proposal)
SET proposal = row
WITH proposal, row
CALL (proposal, row) {
  MATCH (other:Need {id: row.need_id})
  CREATE (proposal)-[:PROPOSED_FOR]->(other)
}

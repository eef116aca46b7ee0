// name:    load_proposal
// purpose: Put rows of Proposal in; a row takes the place of all that stood under its id.
// params:  $rows  list of maps, one a row: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, name string, need_id string, for_whom string, time_of_week string,
//          way string, minutes float, reach_m float, km_per_hour float, detour float,
//          is_served boolean, is_held_enough boolean, n_wanted integer, method string,
//          people_without integer, people_covered integer, bound integer, made_on date,
//          note string, provenance string, recorded_on date, valid_from date, valid_to date
// returns: n_rows integer, rows put in
// access:  write
// index:   proposal_id_unique
UNWIND $rows AS row
MERGE (proposal:Proposal {id: row.id})
SET proposal = row
RETURN count(proposal) AS n_rows

// name:    derive_activity_organisation_id
// purpose: Make the ties RUNS of rows of Activity anew, so that they follow the
//          column organisation_id.
//          Who runs it.
// params:  $rows  list of maps, one a row of Activity: id, organisation_id (null when empty)
// returns: n_ties integer, ties made; fewer than columns filled in when an end is not there
// access:  write
// index:   activity_id_unique, organisation_id_unique
UNWIND $rows AS row
MATCH (own:Activity {id: row.id})
OPTIONAL MATCH (own)<-[before:RUNS]-()
DELETE before
WITH DISTINCT own, row.organisation_id AS other_id
MATCH (other:Organisation {id: other_id})
CREATE (own)<-[tie:RUNS]-(other)
RETURN count(tie) AS n_ties

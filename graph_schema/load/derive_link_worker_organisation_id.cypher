// name:    derive_link_worker_organisation_id
// purpose: Make the ties EMPLOYS of rows of LinkWorker anew, so that they follow the
//          column organisation_id.
//          Who employs this person.
// params:  $rows  list of maps, one a row of LinkWorker: id, organisation_id (null when empty)
// returns: n_ties integer, ties made; fewer than columns filled in when an end is not there
// access:  write
// index:   link_worker_id_unique, organisation_id_unique
UNWIND $rows AS row
MATCH (own:LinkWorker {id: row.id})
OPTIONAL MATCH (own)<-[before:EMPLOYS]-()
DELETE before
WITH DISTINCT own, row.organisation_id AS other_id
MATCH (other:Organisation {id: other_id})
CREATE (own)<-[tie:EMPLOYS]-(other)
RETURN count(tie) AS n_ties

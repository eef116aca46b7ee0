// name:    closure_losses
// purpose: List what breaks if an organisation closes: each thing that matters which its
//          activities meet, and how many activities of others meet it too.
// params:  $organisation_id  string
// returns: need_id string, need_name string, n_own integer >= 1, n_others integer >= 0
// order:   n_others, need_name, need_id
// access:  read
// index:   party_id_unique
MATCH (organisation:Party {id: $organisation_id})-[:RUNS]->(own:Activity)-[:MEETS]->(need:Need)
WHERE coalesce(own.status, 'active') = 'active'
WITH organisation, need, count(DISTINCT own) AS n_own
OPTIONAL MATCH (need)<-[:MEETS]-(other:Activity)
WHERE coalesce(other.status, 'active') = 'active'
  AND NOT (organisation)-[:RUNS]->(other)
RETURN need.id AS need_id,
       need.name AS need_name,
       n_own,
       count(DISTINCT other) AS n_others
ORDER BY n_others, need_name, need_id

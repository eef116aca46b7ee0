// name:    closure_losses
// purpose: List what breaks if an organisation closes: each thing that matters which its
//          activities meet, and how many activities of others meet it too. Activities that run
//          on a day count, wherever they are held; a wider need is listed only where it is met
//          by itself.
// params:  $organisation_id  string
//          $on               date; activities and what they meet must hold on it
// returns: need_id string, need_name string, n_own integer >= 1, n_others integer >= 0
// order:   n_others, need_name, need_id
// access:  read
// index:   organisation_id_unique
MATCH (organisation:Organisation {id: $organisation_id})-[:RUNS]->(own:Activity)
      -[meets:MEETS]->(need:Need)
USING INDEX SEEK organisation:Organisation(id)
WHERE NOT coalesce(own.status, 'active') IN ['inactive', 'defunct', 'temporarily closed']
  AND all(held IN [own, meets]
          WHERE coalesce(held.valid_from <= $on, true) AND coalesce(held.valid_to > $on, true))
WITH organisation, need, count(DISTINCT own) AS n_own
OPTIONAL MATCH (need)<-[meets:MEETS]-(other:Activity)
WHERE NOT coalesce(other.status, 'active') IN ['inactive', 'defunct', 'temporarily closed']
  AND all(held IN [other, meets]
          WHERE coalesce(held.valid_from <= $on, true) AND coalesce(held.valid_to > $on, true))
  AND NOT EXISTS { (organisation)-[:RUNS]->(other) }
RETURN need.id AS need_id,
       need.name AS need_name,
       n_own,
       count(DISTINCT other) AS n_others
ORDER BY n_others, need_name, need_id

// name:    path_between
// purpose: List the shortest paths between two organisations, over ties between organisations:
//          claims to work with each other (PARTNERS_WITH, however weak) and plain ties
//          (TIED_TO), in either direction, that hold on a day, as all organisations on the way
//          do. A claim of a survey stands until its claimant answered a later one that had the
//          other on its roster. No path: no row; nor from an organisation to itself.
// params:  $from_id  string
//          $to_id    string
//          $on       date; ties and organisations must hold on it
//          $at_most  integer, most paths returned
// returns: n_steps integer >= 1 (the same for all), organisation_ids list of string,
//          organisation_names list of string; both ends included
// order:   organisation_ids, compared one by one
// access:  read
// index:   organisation_id_unique
MATCH (start:Organisation {id: $from_id})
MATCH (end:Organisation {id: $to_id})
WHERE start <> end
  AND all(held IN [start, end]
          WHERE coalesce(held.valid_from <= $on, true) AND coalesce(held.valid_to > $on, true))
MATCH path = ALL SHORTEST
  (start)
  (()-[tie:PARTNERS_WITH|TIED_TO
       WHERE coalesce(tie.valid_from <= $on, true) AND coalesce(tie.valid_to > $on, true)
         AND NOT EXISTS {
           MATCH (claimant)-[tie]->(named)
           MATCH (said:Survey {id: tie.survey_id})
           WHERE said.asked_on > $on
              OR EXISTS { (said)-[late:ASKED]->(claimant) WHERE late.answered_on > $on }
              OR EXISTS {
                MATCH (newer:Survey)
                WHERE newer.asked_on <= $on
                  AND newer.asked_on > coalesce(said.asked_on, date('1700-01-01'))
                  AND (EXISTS { (newer)-[asked:ASKED]->(claimant) WHERE asked.answered_on <= $on }
                       OR EXISTS { (claimant)-[again:PARTNERS_WITH]->()
                                   WHERE again.survey_id = newer.id
                                     AND coalesce(again.valid_from <= $on, true) })
                  AND (EXISTS { (newer)-[:ASKED]->(named) }
                       OR EXISTS { (named)-[again:PARTNERS_WITH]->() WHERE again.survey_id = newer.id })
              }
         }]-
   (next:Organisation
       WHERE coalesce(next.valid_from <= $on, true) AND coalesce(next.valid_to > $on, true)))+
  (end)
WITH DISTINCT [node IN nodes(path) | node.id] AS organisation_ids,
     [node IN nodes(path) | node.name] AS organisation_names
RETURN size(organisation_ids) - 1 AS n_steps,
       organisation_ids,
       organisation_names
ORDER BY organisation_ids
LIMIT $at_most

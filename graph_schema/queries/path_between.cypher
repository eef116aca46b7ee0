// name:    path_between
// purpose: List the shortest paths between two organisations, over ties between organisations:
//          claims to work with each other (PARTNERS_WITH, however weak) and plain ties
//          (TIED_TO), in either direction, that hold on a day, as all organisations on the way
//          do. A claim of a survey stands until its claimant, asked by name, answered a later one
//          that asked the other too. No path: no row; nor from an organisation to itself.
// params:  $from_id  string
//          $to_id    string
//          $on       date; ties and organisations must hold on it
//          $at_most  integer, most paths returned
// returns: n_steps integer >= 1 (the same for all), organisation_ids list of string,
//          organisation_names list of string; both ends included
// order:   organisation_ids, compared one by one
// access:  read
// index:   organisation_id_unique, survey_asked_on, survey_id_unique; every Survey is read
MATCH (start:Organisation {id: $from_id})
MATCH (end:Organisation {id: $to_id})
WHERE start <> end
  AND all(held IN [start, end]
          WHERE coalesce(held.valid_from <= $on, true) AND coalesce(held.valid_to > $on, true))
WITH start, end,
     COLLECT {
       MATCH (newer:Survey)
       USING INDEX SEEK newer:Survey(asked_on)
       WHERE newer.asked_on <= $on
       MATCH (newer)-[asked:ASKED]->(:Organisation)-[tie:PARTNERS_WITH]->(named:Organisation)
       WHERE asked.answered_on <= $on
         AND tie.survey_id <> newer.id
         AND EXISTS { (newer)-[:ASKED]->(named) }
         AND EXISTS {
           MATCH (said:Survey {id: tie.survey_id})
           USING INDEX SEEK said:Survey(id)
           WHERE coalesce(said.asked_on, date('1700-01-01')) < newer.asked_on
         }
       RETURN elementId(tie) AS id
       UNION
       MATCH (said:Survey)-[asked:ASKED]->(:Organisation)-[tie:PARTNERS_WITH]->()
       USING SCAN said:Survey
       WHERE tie.survey_id = said.id
         AND (said.asked_on > $on OR asked.answered_on > $on)
       RETURN elementId(tie) AS id
     } AS not_standing
MATCH path = ALL SHORTEST
  (start)
  (()-[tie:PARTNERS_WITH|TIED_TO
       WHERE coalesce(tie.valid_from <= $on, true) AND coalesce(tie.valid_to > $on, true)
         AND NOT elementId(tie) IN not_standing]-
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

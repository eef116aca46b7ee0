// name:    path_between
// purpose: List the shortest paths between two organisations, over ties between organisations:
//          claims to work with each other (PARTNERS_WITH, however weak) and plain ties
//          (TIED_TO), in either direction, that hold on a day, as all organisations on the way
//          do. No path: no row; nor from an organisation to itself.
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
       WHERE coalesce(tie.valid_from <= $on, true) AND coalesce(tie.valid_to > $on, true)]-
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

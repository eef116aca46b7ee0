// name:    area_strengths
// purpose: Count, in every area of a level, the activities held there on a day for each thing
//          that matters; 0 is shown too. Venues in areas within the area count as well, and
//          what meets a part of a need meets it.
// params:  $level  string, such as ward
//          $on     date; area, need, activity, session and what it meets must hold on it
// returns: area_code string, need_id string, n_activities integer >= 0
// order:   area_code, need_id
// access:  read
// index:   none; every Area and every Need is read
MATCH (area:Area {level: $level})
WHERE coalesce(area.valid_from <= $on, true) AND coalesce(area.valid_to > $on, true)
OPTIONAL MATCH (area)<-[:WITHIN*1..]-(:Location)<-[:HELD_AT]-(session:Session)
               <-[:HAS_SESSION]-(activity:Activity)-[meets:MEETS]->(:Need)
               -[:PART_OF*0..]->(met:Need)
WHERE NOT coalesce(activity.status, 'active') IN ['inactive', 'defunct', 'temporarily closed']
  AND all(held IN [activity, session, meets]
          WHERE coalesce(held.valid_from <= $on, true) AND coalesce(held.valid_to > $on, true))
WITH area, met, count(DISTINCT activity) AS n_activities
WITH area, collect([met, n_activities]) AS found
MATCH (need:Need)
WHERE coalesce(need.valid_from <= $on, true) AND coalesce(need.valid_to > $on, true)
RETURN area.id AS area_code,
       need.id AS need_id,
       coalesce(head([pair IN found WHERE pair[0] = need | pair[1]]), 0) AS n_activities
ORDER BY area_code, need_id

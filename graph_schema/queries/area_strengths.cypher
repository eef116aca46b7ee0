// name:    area_strengths
// purpose: Count, in every area of a level, the activities held there for each thing that
//          matters; 0 is a gap. Venues in areas within the area count as well.
// params:  $level  string, such as ward
// returns: area_code string, need_id string, n_activities integer >= 0
// order:   area_code, need_id
// access:  read
// index:   none; every area and every need is read
MATCH (area:Area {level: $level}), (need:Need)
OPTIONAL MATCH (need)<-[:MEETS]-(activity:Activity)-[:HAS_SESSION]->(:Session)
               -[:HELD_AT]->(:Location)-[:WITHIN*1..6]->(area)
WHERE coalesce(activity.status, 'active') = 'active'
RETURN area.id AS area_code,
       need.id AS need_id,
       count(DISTINCT activity) AS n_activities
ORDER BY area_code, need_id

// name:    gaps
// purpose: List, for each area of a level and each thing that matters, where people asked for it
//          and few or no activities reach it.
//          Asked: journeys (not their steps) with a referral made in the span that names the
//          need or a part of it, and the area or one within it; those entered in error never
//          were, and those that name a larger area are in none of its parts.
//          Reached by: activities that run on a day and meet the need, a part of it or what it
//          is part of, and that are held in the area or serve it; or serve, or are held in, one
//          that it lies in or that lies in it.
// params:  $level    string, such as ward
//          $from_on  date, first day on which a counted referral was made
//          $to_on    date, first day no longer counted
//          $on       date; activity, session and ties must hold on it
//          $at_most  integer, most activities for which a pair is listed; 0 lists gaps alone
// returns: area_code string, need_id string, n_journeys integer >= 1, n_activities integer >= 0
// order:   n_activities, n_journeys falling, area_code, need_id
// access:  read
// index:   referral_made_on, area_id_unique, need_id_unique
MATCH (referral:Referral)
USING INDEX SEEK referral:Referral(made_on)
WHERE referral.made_on >= $from_on
  AND referral.made_on < $to_on
  AND referral.status <> 'entered-in-error'
// By the columns that the ties follow from: each pair is looked up once, not once a referral.
WITH referral.area_code AS area_code,
     referral.need_id AS need_id,
     collect(DISTINCT referral.episode_id) AS episodes
MATCH (lived:Area {id: area_code})-[:WITHIN*0..]->(area:Area)
USING INDEX SEEK lived:Area(id)
WHERE area.level = $level
MATCH (named:Need {id: need_id})-[:PART_OF*0..]->(need:Need)
USING INDEX SEEK named:Need(id)
UNWIND episodes AS episode
WITH area, need, count(DISTINCT episode) AS n_journeys
WITH area, collect([need, n_journeys]) AS asked
WITH area, asked,
     COLLECT {
       MATCH (area)-[:WITHIN*0..]->(larger:Area)
       RETURN larger AS touching
       UNION
       MATCH (area)<-[:WITHIN*0..]-(smaller:Area)
       RETURN smaller AS touching
     } AS touched
WITH area, asked,
     COLLECT {
       UNWIND touched AS touching
       MATCH (touching)<-[:WITHIN]-(:Location)<-[:HELD_AT]-(session:Session)
             <-[:HAS_SESSION]-(activity:Activity)-[meets:MEETS]->(met:Need)
       WHERE NOT coalesce(activity.status, 'active')
                 IN ['inactive', 'defunct', 'temporarily closed']
         AND all(held IN [session, activity, meets]
                 WHERE coalesce(held.valid_from <= $on, true)
                   AND coalesce(held.valid_to > $on, true))
       RETURN [activity, met] AS meeting
       UNION
       UNWIND touched AS touching
       MATCH (touching)<-[serves:SERVES]-(activity:Activity)-[meets:MEETS]->(met:Need)
       WHERE NOT coalesce(activity.status, 'active')
                 IN ['inactive', 'defunct', 'temporarily closed']
         AND all(held IN [serves, activity, meets]
                 WHERE coalesce(held.valid_from <= $on, true)
                   AND coalesce(held.valid_to > $on, true))
       RETURN [activity, met] AS meeting
     } AS reaching
UNWIND asked AS pair
WITH area, reaching, pair[0] AS need, pair[1] AS n_journeys
WITH area, reaching, need, n_journeys,
     COLLECT { MATCH (need)-[:PART_OF*0..]->(wider:Need) RETURN wider }
     + COLLECT { MATCH (need)<-[:PART_OF*1..]-(part:Need) RETURN part } AS alike
WITH area, need, n_journeys,
     COUNT {
       UNWIND reaching AS meeting
       WITH meeting[0] AS activity, meeting[1] AS met
       WHERE met IN alike
       RETURN DISTINCT activity
     } AS n_activities
WHERE n_activities <= $at_most
RETURN area.id AS area_code,
       need.id AS need_id,
       n_journeys,
       n_activities
ORDER BY n_activities, n_journeys DESC, area_code, need_id

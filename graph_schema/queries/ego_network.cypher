// name:    ego_network
// purpose: List the ties of a party and of those that it is tied to, among each other: its ego
//          network, of one step. A tie is any relationship between two parties, and each pair
//          of which one referred people to the other, as REFERRED_TO.
//          A tie counts if its row holds on a day, and both its ends do; a derived tie, such as
//          RUNS, holds as long as its ends. Referrals count by the day they were made, those
//          entered in error never were. A claim of a survey stands until its claimant answered
//          a later one that had the other on its roster.
// params:  $party_id  string, the ego
//          $on        date; ties and parties must hold on it
//          $from_on   date, first day on which a counted referral was made
//          $to_on     date, first day no longer counted
// returns: kind string, from_id string, to_id string, n_ties integer >= 1 (rows that say so)
// order:   kind, from_id, to_id
// access:  read
// index:   party_id_unique
MATCH (ego:Party {id: $party_id})
WHERE coalesce(ego.valid_from <= $on, true)
  AND coalesce(ego.valid_to > $on, true)
WITH ego,
     COLLECT {
       MATCH (ego)-[tie]-(other:Party)
       WHERE all(held IN [tie, other]
                 WHERE coalesce(held.valid_from <= $on, true)
                   AND coalesce(held.valid_to > $on, true))
         AND NOT EXISTS {
           MATCH (claimant)-[tie]->(named)
           MATCH (said:Survey {id: tie.survey_id})
           USING INDEX SEEK said:Survey(id)
           WHERE said.asked_on > $on
              OR EXISTS { (said)-[late:ASKED]->(claimant) WHERE late.answered_on > $on }
              OR EXISTS {
                MATCH (newer:Survey)
                WHERE newer.asked_on <= $on
                  AND newer.asked_on > coalesce(said.asked_on, date('1700-01-01'))
                  AND NOT EXISTS { (newer)-[late:ASKED]->(claimant) WHERE late.answered_on > $on }
                  AND (EXISTS { (newer)-[asked:ASKED]->(claimant) WHERE asked.answered_on <= $on }
                       OR EXISTS { (claimant)-[again:PARTNERS_WITH]->()
                                   WHERE again.survey_id = newer.id
                                     AND coalesce(again.valid_from <= $on, true) })
                  AND (EXISTS { (newer)-[:ASKED]->(named) }
                       OR EXISTS { (named)-[again:PARTNERS_WITH]->()
                                   WHERE again.survey_id = newer.id })
              }
         }
       RETURN other
       UNION
       MATCH (ego)-[:MADE]->(referral:Referral)-[:TO]->(other:Party)
       WHERE referral.made_on >= $from_on
         AND referral.made_on < $to_on
         AND referral.status <> 'entered-in-error'
         AND coalesce(other.valid_from <= $on, true)
         AND coalesce(other.valid_to > $on, true)
       RETURN other
       UNION
       MATCH (ego)<-[:TO]-(referral:Referral)<-[:MADE]-(other:Party)
       WHERE referral.made_on >= $from_on
         AND referral.made_on < $to_on
         AND referral.status <> 'entered-in-error'
         AND coalesce(other.valid_from <= $on, true)
         AND coalesce(other.valid_to > $on, true)
       RETURN other
     } AS others
WITH [ego] + others AS circle
CALL (circle) {
  UNWIND circle AS source
  MATCH (source)-[tie]->(target:Party)
  WHERE target IN circle
    AND source <> target
    AND coalesce(tie.valid_from <= $on, true)
    AND coalesce(tie.valid_to > $on, true)
    AND NOT EXISTS {
      MATCH (claimant)-[tie]->(named)
      MATCH (said:Survey {id: tie.survey_id})
      USING INDEX SEEK said:Survey(id)
      WHERE said.asked_on > $on
         OR EXISTS { (said)-[late:ASKED]->(claimant) WHERE late.answered_on > $on }
         OR EXISTS {
           MATCH (newer:Survey)
           WHERE newer.asked_on <= $on
             AND newer.asked_on > coalesce(said.asked_on, date('1700-01-01'))
             AND NOT EXISTS { (newer)-[late:ASKED]->(claimant) WHERE late.answered_on > $on }
             AND (EXISTS { (newer)-[asked:ASKED]->(claimant) WHERE asked.answered_on <= $on }
                  OR EXISTS { (claimant)-[again:PARTNERS_WITH]->()
                              WHERE again.survey_id = newer.id
                                AND coalesce(again.valid_from <= $on, true) })
             AND (EXISTS { (newer)-[:ASKED]->(named) }
                  OR EXISTS { (named)-[again:PARTNERS_WITH]->()
                              WHERE again.survey_id = newer.id })
         }
    }
  RETURN type(tie) AS kind, source, target
  UNION ALL
  UNWIND circle AS source
  MATCH (source)-[:MADE]->(referral:Referral)-[:TO]->(target:Party)
  WHERE target IN circle
    AND source <> target
    AND referral.made_on >= $from_on
    AND referral.made_on < $to_on
    AND referral.status <> 'entered-in-error'
  RETURN 'REFERRED_TO' AS kind, source, target
}
RETURN kind,
       source.id AS from_id,
       target.id AS to_id,
       count(kind) AS n_ties
ORDER BY kind, from_id, to_id

// name:    shared_partners
// purpose: List the organisations that share partners with one, and through whom: whom it could
//          be introduced to, and by whom. Two are partners when one claims to work with the other
//          (PARTNERS_WITH, however weak) or a plain tie runs between them (TIED_TO), in either
//          direction. A claim of a survey stands until its claimant answered a later one that
//          had the other on its roster.
// params:  $organisation_id  string
//          $on               date; ties and organisations must hold on it
// returns: other_id string, other_name string, is_partner boolean (it works with it already),
//          n_shared integer >= 1, shared_ids list of string, by id
// order:   n_shared falling, other_name, other_id
// access:  read
// index:   organisation_id_unique
MATCH (organisation:Organisation {id: $organisation_id})
      -[tie:PARTNERS_WITH|TIED_TO]-(partner:Organisation)
USING INDEX SEEK organisation:Organisation(id)
WHERE all(held IN [tie, organisation, partner]
          WHERE coalesce(held.valid_from <= $on, true) AND coalesce(held.valid_to > $on, true))
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
WITH organisation, collect(DISTINCT partner) AS partners
UNWIND partners AS partner
MATCH (partner)-[tie:PARTNERS_WITH|TIED_TO]-(other:Organisation)
WHERE other <> organisation
  AND all(held IN [tie, other]
          WHERE coalesce(held.valid_from <= $on, true) AND coalesce(held.valid_to > $on, true))
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
WITH DISTINCT other, other IN partners AS is_partner, partner.id AS shared_id
ORDER BY shared_id
WITH other, is_partner, collect(shared_id) AS shared_ids
RETURN other.id AS other_id,
       other.name AS other_name,
       is_partner,
       size(shared_ids) AS n_shared,
       shared_ids
ORDER BY n_shared DESC, other_name, other_id

// name:    missing_from_workshop
// purpose: List organisations that were not at a workshop, those tied to most who were first:
//          whom to invite next time. Whoever was only invited was not there. Two are tied when
//          one claims to work with the other. A claim of a survey stands until its claimant
//          answered a later one that had the other on its roster.
// params:  $workshop_id  string
//          $on           date; organisations that run on it are listed, and claims that hold on
//                        it count
// returns: organisation_id string, organisation_name string, sector string or null,
//          n_partners_there integer >= 0
// order:   n_partners_there falling, organisation_name, organisation_id
// access:  read
// index:   workshop_id_unique; every Organisation is read
MATCH (workshop:Workshop {id: $workshop_id})
MATCH (organisation:Organisation)
WHERE NOT coalesce(organisation.status, 'active')
          IN ['inactive', 'defunct', 'temporarily closed']
  AND coalesce(organisation.valid_from <= $on, true)
  AND coalesce(organisation.valid_to > $on, true)
  AND NOT EXISTS {
    (organisation)-[own:TOOK_PART_IN]->(workshop) WHERE coalesce(own.part, '') <> 'invited'
  }
OPTIONAL MATCH (organisation)-[tie:PARTNERS_WITH]-(partner:Organisation)
               -[seat:TOOK_PART_IN]->(workshop)
WHERE coalesce(seat.part, '') <> 'invited'
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
RETURN organisation.id AS organisation_id,
       organisation.name AS organisation_name,
       organisation.sector AS sector,
       count(DISTINCT partner) AS n_partners_there
ORDER BY n_partners_there DESC, organisation_name, organisation_id

// name:    missing_from_workshop
// purpose: List organisations that were not at a workshop, those tied to most who were first:
//          whom to invite next time.
// params:  $workshop_id  string
// returns: organisation_id string, organisation_name string, sector string or null,
//          n_partners_there integer >= 0
// order:   n_partners_there falling, organisation_name, organisation_id
// access:  read
// index:   party_id_unique
MATCH (workshop:Party {id: $workshop_id}), (organisation:Organisation)
WHERE NOT (organisation)-[:TOOK_PART_IN]->(workshop)
OPTIONAL MATCH (organisation)-[:PARTNERS_WITH]-(partner:Organisation)-[:TOOK_PART_IN]->(workshop)
RETURN organisation.id AS organisation_id,
       organisation.name AS organisation_name,
       organisation.sector AS sector,
       count(DISTINCT partner) AS n_partners_there
ORDER BY n_partners_there DESC, organisation_name, organisation_id

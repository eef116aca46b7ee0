// name:    derive_indicator_area_code
// purpose: Make the ties MEASURED_IN of rows of Indicator anew, so that they follow the
//          column area_code.
//          The area that it is about.
// params:  $rows  list of maps, one a row of Indicator: id, area_code (null when empty)
// returns: n_ties integer, ties made; fewer than columns filled in when an end is not there
// access:  write
// index:   indicator_id_unique, area_id_unique
UNWIND $rows AS row
MATCH (own:Indicator {id: row.id})
OPTIONAL MATCH (own)-[before:MEASURED_IN]->()
DELETE before
WITH DISTINCT own, row.area_code AS other_id
MATCH (other:Area {id: other_id})
CREATE (own)-[tie:MEASURED_IN]->(other)
RETURN count(tie) AS n_ties

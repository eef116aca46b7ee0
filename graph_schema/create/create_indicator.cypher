// name:    create_indicator
// purpose: Put rows of Indicator in that are not there yet, with the ties that follow from their
//          references; those to rows of the same label are made by derive_... at the end.
// params:  $rows  list of maps, one a row, as load_indicator takes them
// columns: id string, area_code string, name string, group string, value float, unit string,
//          measured_on date, provenance string, recorded_on date, valid_from date, valid_to date
// returns: nothing; a row whose id is there already is an error, and nothing is put in then
// access:  write
// index:   indicator_id_unique, area_id_unique
UNWIND $rows AS row
CREATE (indicator:Indicator)
SET indicator = row
WITH indicator, row
CALL (indicator, row) {
  MATCH (other:Area {id: row.area_code})
  CREATE (indicator)-[:MEASURED_IN]->(other)
}

// name:    create_former_area
// purpose: Put rows of FormerArea in that are not there yet, with the ties that follow from their
//          references; those to rows of the same label are made by derive_... at the end.
// params:  $rows  list of maps, one a row, as load_former_area takes them
// columns: id string, former_code string, name string, area_code string, change string,
//          provenance string, recorded_on date, valid_from date, valid_to date
// returns: nothing; a row whose id is there already is an error, and nothing is put in then
// access:  write
// index:   former_area_id_unique, area_id_unique
UNWIND $rows AS row
CREATE (former_area:FormerArea)
SET former_area = row
WITH former_area, row
CALL (former_area, row) {
  MATCH (other:Area {id: row.area_code})
  CREATE (former_area)-[:BECAME]->(other)
}

// name:    create_asset
// purpose: Put rows of Asset in that are not there yet, with the ties that follow from their
//          references; those to rows of the same label are made by derive_... at the end.
// params:  $rows  list of maps, one a row, as load_asset takes them
// columns: id string, name string, kind string, holder_id string, location_id string,
//          is_shareable boolean, provenance string, recorded_on date, valid_from date,
//          valid_to date
// returns: nothing; a row whose id is there already is an error, and nothing is put in then
// access:  write
// index:   asset_id_unique, party_id_unique, location_id_unique
UNWIND $rows AS row
CREATE (asset:Asset)
SET asset = row
WITH asset, row
CALL (asset, row) {
  MATCH (other:Party {id: row.holder_id})
  CREATE (asset)<-[:HOLDS]-(other)
}
CALL (asset, row) {
  MATCH (other:Location {id: row.location_id})
  CREATE (asset)-[:KEPT_AT]->(other)
}

// name:    load_asset
// purpose: Put rows of Asset in; a row takes the place of all that stood under its id.
// params:  $rows  list of maps, one a row: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, name string, kind string, holder_id string, location_id string,
//          is_shareable boolean, provenance string, recorded_on date, valid_from date,
//          valid_to date
// returns: n_rows integer, rows put in
// access:  write
// index:   asset_id_unique
UNWIND $rows AS row
MERGE (asset:Asset {id: row.id})
SET asset = row
RETURN count(asset) AS n_rows

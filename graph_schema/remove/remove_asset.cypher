// name:    remove_asset
// purpose: Take rows of Asset out, with the ties that run from and to them.
// params:  $ids  list of string
// returns: n_rows integer, rows taken out
// access:  write
// index:   asset_id_unique
UNWIND $ids AS row_id
MATCH (asset:Asset {id: row_id})
DETACH DELETE asset
RETURN count(row_id) AS n_rows

// name:    present_asset
// purpose: Tell which of some ids are those of rows of Asset.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   asset_id_unique
UNWIND $ids AS row_id
MATCH (asset:Asset {id: row_id})
RETURN collect(asset.id) AS ids

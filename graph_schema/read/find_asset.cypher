// name:    find_asset
// purpose: Find rows of Asset by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   asset_id_unique
UNWIND $ids AS row_id
MATCH (asset:Asset {id: row_id})
RETURN properties(asset) AS row

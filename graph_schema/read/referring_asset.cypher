// name:    referring_asset
// purpose: Find the rows of Asset that refer in one column to any of some rows.
// params:  $column  string, the column that refers
//          $ids     list of string, what it may refer to
// returns: id string, value string, the id referred to
// order:   id
// access:  read
// index:   none; every row is read
MATCH (asset:Asset)
WHERE asset[$column] IN $ids
RETURN asset.id AS id,
       asset[$column] AS value
ORDER BY id

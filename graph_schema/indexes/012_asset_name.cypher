// name:    asset_name
// purpose: Find rows of Asset by name.
//          What it is.
// access:  schema
CREATE INDEX asset_name IF NOT EXISTS
FOR (asset:Asset)
ON (asset.name)

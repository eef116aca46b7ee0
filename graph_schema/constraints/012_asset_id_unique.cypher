// name:    asset_id_unique
// purpose: No two rows of Asset share an id.
//          The rule also gives the index that loading and look-ups use.
// access:  schema
CREATE CONSTRAINT asset_id_unique IF NOT EXISTS
FOR (asset:Asset)
REQUIRE asset.id IS UNIQUE

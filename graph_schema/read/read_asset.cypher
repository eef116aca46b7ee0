// name:    read_asset
// purpose: Read all rows of Asset, a column for each of the model's.
// params:  $own  list of string, the place's own columns that are wanted
// returns: the columns of load_asset, days as text;
//          own_cells list of string or null, the cells of $own;
//          row_order integer, rising in the order in which rows were put in
// order:   none; row_order gives it
// access:  read
// index:   none; every row is read
MATCH (asset:Asset)
RETURN asset.id AS id,
       asset.name AS name,
       asset.kind AS kind,
       asset.holder_id AS holder_id,
       asset.location_id AS location_id,
       asset.is_shareable AS is_shareable,
       asset.provenance AS provenance,
       toString(asset.recorded_on) AS recorded_on,
       toString(asset.valid_from) AS valid_from,
       toString(asset.valid_to) AS valid_to,
       [name IN $own | asset[name]] AS own_cells,
       asset._order AS row_order

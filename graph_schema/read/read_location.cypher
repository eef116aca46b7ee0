// name:    read_location
// purpose: Read all rows of Location, a column for each of the model's.
// params:  $own  list of string, the place's own columns that are wanted
// returns: the columns of load_location, days as text;
//          own_cells list of string or null, the cells of $own;
//          row_order integer, rising in the order in which rows were put in
// order:   none; row_order gives it
// access:  read
// index:   none; every row is read
MATCH (location:Location)
RETURN location.id AS id,
       location.name AS name,
       location.address AS address,
       location.town AS town,
       location.county AS county,
       location.postcode AS postcode,
       location.latitude AS latitude,
       location.longitude AS longitude,
       location.accessibility AS accessibility,
       location.area_code AS area_code,
       location.provenance AS provenance,
       toString(location.recorded_on) AS recorded_on,
       toString(location.valid_from) AS valid_from,
       toString(location.valid_to) AS valid_to,
       [name IN $own | location[name]] AS own_cells,
       location._order AS row_order

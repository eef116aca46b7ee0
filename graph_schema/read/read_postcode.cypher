// name:    read_postcode
// purpose: Read all rows of Postcode, a column for each of the model's.
// params:  $own  list of string, the place's own columns that are wanted
// returns: the columns of load_postcode, days as text;
//          own_cells list of string or null, the cells of $own;
//          row_order integer, rising in the order in which rows were put in
// order:   none; row_order gives it
// access:  read
// index:   none; every row is read
MATCH (postcode:Postcode)
RETURN postcode.id AS id,
       postcode.latitude AS latitude,
       postcode.longitude AS longitude,
       postcode.lsoa_code AS lsoa_code,
       postcode.ward_code AS ward_code,
       postcode.provenance AS provenance,
       toString(postcode.recorded_on) AS recorded_on,
       toString(postcode.valid_from) AS valid_from,
       toString(postcode.valid_to) AS valid_to,
       [name IN $own | postcode[name]] AS own_cells,
       postcode._order AS row_order

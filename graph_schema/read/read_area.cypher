// name:    read_area
// purpose: Read all rows of Area, a column for each of the model's.
// params:  $own  list of string, the place's own columns that are wanted
// returns: the columns of load_area, days as text;
//          own_cells list of string or null, the cells of $own;
//          row_order integer, rising in the order in which rows were put in
// order:   none; row_order gives it
// access:  read
// index:   none; every row is read
MATCH (area:Area)
RETURN area.id AS id,
       area.name AS name,
       area.level AS level,
       area.parent_code AS parent_code,
       area.boundary AS boundary,
       area.provenance AS provenance,
       toString(area.recorded_on) AS recorded_on,
       toString(area.valid_from) AS valid_from,
       toString(area.valid_to) AS valid_to,
       [name IN $own | area[name]] AS own_cells,
       area._order AS row_order

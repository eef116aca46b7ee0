// name:    read_workshop
// purpose: Read all rows of Workshop, a column for each of the model's.
// params:  $own  list of string, the place's own columns that are wanted
// returns: the columns of load_workshop, days as text;
//          own_cells list of string or null, the cells of $own;
//          row_order integer, rising in the order in which rows were put in
// order:   none; row_order gives it
// access:  read
// index:   none; every row is read
MATCH (workshop:Workshop)
RETURN workshop.id AS id,
       toString(workshop.held_on) AS held_on,
       workshop.area_code AS area_code,
       workshop.purpose AS purpose,
       workshop.provenance AS provenance,
       toString(workshop.recorded_on) AS recorded_on,
       toString(workshop.valid_from) AS valid_from,
       toString(workshop.valid_to) AS valid_to,
       [name IN $own | workshop[name]] AS own_cells,
       workshop._order AS row_order

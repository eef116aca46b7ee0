// name:    read_need
// purpose: Read all rows of Need, a column for each of the model's.
// params:  $own  list of string, the place's own columns that are wanted
// returns: the columns of load_need, days as text;
//          own_cells list of string or null, the cells of $own;
//          row_order integer, rising in the order in which rows were put in
// order:   none; row_order gives it
// access:  read
// index:   none; every row is read
MATCH (need:Need)
RETURN need.id AS id,
       need.name AS name,
       need.description AS description,
       need.parent_id AS parent_id,
       need.synonyms AS synonyms,
       need.provenance AS provenance,
       toString(need.recorded_on) AS recorded_on,
       toString(need.valid_from) AS valid_from,
       toString(need.valid_to) AS valid_to,
       [name IN $own | need[name]] AS own_cells,
       need._order AS row_order

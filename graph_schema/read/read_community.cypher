// name:    read_community
// purpose: Read all rows of Community, a column for each of the model's.
// params:  $own  list of string, the place's own columns that are wanted
// returns: the columns of load_community, days as text;
//          own_cells list of string or null, the cells of $own;
//          row_order integer, rising in the order in which rows were put in
// order:   none; row_order gives it
// access:  read
// index:   none; every row is read
MATCH (community:Community)
RETURN community.id AS id,
       community.name AS name,
       community.synonyms AS synonyms,
       community.provenance AS provenance,
       toString(community.recorded_on) AS recorded_on,
       toString(community.valid_from) AS valid_from,
       toString(community.valid_to) AS valid_to,
       [name IN $own | community[name]] AS own_cells,
       community._order AS row_order

// name:    read_organisation
// purpose: Read all rows of Organisation, a column for each of the model's.
// params:  $own  list of string, the place's own columns that are wanted
// returns: the columns of load_organisation, days as text;
//          own_cells list of string or null, the cells of $own;
//          row_order integer, rising in the order in which rows were put in
// order:   none; row_order gives it
// access:  read
// index:   none; every row is read
MATCH (organisation:Organisation)
RETURN organisation.id AS id,
       organisation.name AS name,
       organisation.alternate_names AS alternate_names,
       organisation.sector AS sector,
       organisation.identifiers AS identifiers,
       organisation.status AS status,
       organisation.income_band AS income_band,
       organisation.n_patients AS n_patients,
       organisation.website AS website,
       organisation.email AS email,
       organisation.phone AS phone,
       organisation.description AS description,
       organisation.location_id AS location_id,
       organisation.provenance AS provenance,
       toString(organisation.recorded_on) AS recorded_on,
       toString(organisation.valid_from) AS valid_from,
       toString(organisation.valid_to) AS valid_to,
       [name IN $own | organisation[name]] AS own_cells,
       organisation._order AS row_order

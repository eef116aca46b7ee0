// name:    read_indicator
// purpose: Read all rows of Indicator, a column for each of the model's.
// params:  $own  list of string, the place's own columns that are wanted
// returns: the columns of load_indicator, days as text;
//          own_cells list of string or null, the cells of $own;
//          row_order integer, rising in the order in which rows were put in
// order:   none; row_order gives it
// access:  read
// index:   none; every row is read
MATCH (indicator:Indicator)
RETURN indicator.id AS id,
       indicator.area_code AS area_code,
       indicator.name AS name,
       indicator.group AS group,
       indicator.value AS value,
       indicator.unit AS unit,
       toString(indicator.measured_on) AS measured_on,
       indicator.provenance AS provenance,
       toString(indicator.recorded_on) AS recorded_on,
       toString(indicator.valid_from) AS valid_from,
       toString(indicator.valid_to) AS valid_to,
       [name IN $own | indicator[name]] AS own_cells,
       indicator._order AS row_order

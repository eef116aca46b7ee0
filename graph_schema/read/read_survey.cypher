// name:    read_survey
// purpose: Read all rows of Survey, a column for each of the model's.
// params:  $own  list of string, the place's own columns that are wanted
// returns: the columns of load_survey, days as text;
//          own_cells list of string or null, the cells of $own;
//          row_order integer, rising in the order in which rows were put in
// order:   none; row_order gives it
// access:  read
// index:   none; every row is read
MATCH (survey:Survey)
RETURN survey.id AS id,
       toString(survey.asked_on) AS asked_on,
       survey.provenance AS provenance,
       toString(survey.recorded_on) AS recorded_on,
       toString(survey.valid_from) AS valid_from,
       toString(survey.valid_to) AS valid_to,
       [name IN $own | survey[name]] AS own_cells,
       survey._order AS row_order

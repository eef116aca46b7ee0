// name:    read_outcome
// purpose: Read all rows of Outcome, a column for each of the model's.
// params:  $own  list of string, the place's own columns that are wanted
// returns: the columns of load_outcome, days as text;
//          own_cells list of string or null, the cells of $own;
//          row_order integer, rising in the order in which rows were put in
// order:   none; row_order gives it
// access:  read
// index:   none; every row is read
MATCH (outcome:Outcome)
RETURN outcome.id AS id,
       outcome.episode_id AS episode_id,
       outcome.scale AS scale,
       outcome.stage AS stage,
       outcome.score AS score,
       toString(outcome.measured_on) AS measured_on,
       outcome.provenance AS provenance,
       toString(outcome.recorded_on) AS recorded_on,
       toString(outcome.valid_from) AS valid_from,
       toString(outcome.valid_to) AS valid_to,
       [name IN $own | outcome[name]] AS own_cells,
       outcome._order AS row_order

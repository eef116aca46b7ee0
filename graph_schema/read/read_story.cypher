// name:    read_story
// purpose: Read all rows of Story, a column for each of the model's.
// params:  $own  list of string, the place's own columns that are wanted
// returns: the columns of load_story, days as text;
//          own_cells list of string or null, the cells of $own;
//          row_order integer, rising in the order in which rows were put in
// order:   none; row_order gives it
// access:  read
// index:   none; every row is read
MATCH (story:Story)
RETURN story.id AS id,
       story.text AS text,
       story.themes AS themes,
       toString(story.told_on) AS told_on,
       story.consent AS consent,
       story.is_public AS is_public,
       story.provenance AS provenance,
       toString(story.recorded_on) AS recorded_on,
       toString(story.valid_from) AS valid_from,
       toString(story.valid_to) AS valid_to,
       [name IN $own | story[name]] AS own_cells,
       story._order AS row_order

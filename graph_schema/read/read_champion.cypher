// name:    read_champion
// purpose: Read all rows of Champion, a column for each of the model's.
// params:  $own  list of string, the place's own columns that are wanted
// returns: the columns of load_champion, days as text;
//          own_cells list of string or null, the cells of $own;
//          row_order integer, rising in the order in which rows were put in
// order:   none; row_order gives it
// access:  read
// index:   none; every row is read
MATCH (champion:Champion)
RETURN champion.id AS id,
       champion.display_name AS display_name,
       champion.consent AS consent,
       champion.organisation_id AS organisation_id,
       champion.languages AS languages,
       champion.hours_per_week AS hours_per_week,
       champion.provenance AS provenance,
       toString(champion.recorded_on) AS recorded_on,
       toString(champion.valid_from) AS valid_from,
       toString(champion.valid_to) AS valid_to,
       [name IN $own | champion[name]] AS own_cells,
       champion._order AS row_order

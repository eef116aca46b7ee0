// name:    read_session
// purpose: Read all rows of Session, a column for each of the model's.
// params:  $own  list of string, the place's own columns that are wanted
// returns: the columns of load_session, days as text;
//          own_cells list of string or null, the cells of $own;
//          row_order integer, rising in the order in which rows were put in
// order:   none; row_order gives it
// access:  read
// index:   none; every row is read
MATCH (session:Session)
RETURN session.id AS id,
       session.activity_id AS activity_id,
       session.location_id AS location_id,
       session.schedule AS schedule,
       session.starts_at_local AS starts_at_local,
       session.duration_minutes AS duration_minutes,
       session.capacity AS capacity,
       session.provenance AS provenance,
       toString(session.recorded_on) AS recorded_on,
       toString(session.valid_from) AS valid_from,
       toString(session.valid_to) AS valid_to,
       [name IN $own | session[name]] AS own_cells,
       session._order AS row_order

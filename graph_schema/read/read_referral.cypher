// name:    read_referral
// purpose: Read all rows of Referral, a column for each of the model's.
// params:  $own  list of string, the place's own columns that are wanted
// returns: the columns of load_referral, days as text;
//          own_cells list of string or null, the cells of $own;
//          row_order integer, rising in the order in which rows were put in
// order:   none; row_order gives it
// access:  read
// index:   none; every row is read
MATCH (referral:Referral)
RETURN referral.id AS id,
       referral.episode_id AS episode_id,
       referral.route AS route,
       referral.source_id AS source_id,
       referral.target_id AS target_id,
       referral.need_id AS need_id,
       referral.area_code AS area_code,
       referral.age_band AS age_band,
       toString(referral.made_on) AS made_on,
       toString(referral.accepted_on) AS accepted_on,
       toString(referral.seen_on) AS seen_on,
       toString(referral.started_on) AS started_on,
       toString(referral.closed_on) AS closed_on,
       referral.status AS status,
       referral.close_reason AS close_reason,
       referral.provenance AS provenance,
       toString(referral.recorded_on) AS recorded_on,
       toString(referral.valid_from) AS valid_from,
       toString(referral.valid_to) AS valid_to,
       [name IN $own | referral[name]] AS own_cells,
       referral._order AS row_order

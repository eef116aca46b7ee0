// name:    read_activity
// purpose: Read all rows of Activity, a column for each of the model's.
// params:  $own  list of string, the place's own columns that are wanted
// returns: the columns of load_activity, days as text;
//          own_cells list of string or null, the cells of $own;
//          row_order integer, rising in the order in which rows were put in
// order:   none; row_order gives it
// access:  read
// index:   none; every row is read
MATCH (activity:Activity)
RETURN activity.id AS id,
       activity.name AS name,
       activity.description AS description,
       activity.first_visit AS first_visit,
       activity.website AS website,
       activity.organisation_id AS organisation_id,
       activity.status AS status,
       toString(activity.assured_date) AS assured_date,
       activity.mode AS mode,
       activity.cost AS cost,
       activity.eligibility AS eligibility,
       activity.minimum_age AS minimum_age,
       activity.maximum_age AS maximum_age,
       activity.languages AS languages,
       activity.accessibility AS accessibility,
       activity.self_referral AS self_referral,
       activity.referral_route AS referral_route,
       activity.wait_days AS wait_days,
       activity.provenance AS provenance,
       toString(activity.recorded_on) AS recorded_on,
       toString(activity.valid_from) AS valid_from,
       toString(activity.valid_to) AS valid_to,
       [name IN $own | activity[name]] AS own_cells,
       activity._order AS row_order

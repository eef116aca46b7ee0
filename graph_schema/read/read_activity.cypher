// name:    read_activity
// purpose: Read some rows of Activity as lists of cells; page after page gives all,
//          while nobody writes. One list is quicker than a row each.
// params:  $n_before  integer, rows to pass over
//          $n_rows    integer, rows to read at most
//          $own       list of string, the place's own columns that are wanted
// returns: rows list of lists, a row each: the columns of load_activity in
//          their order, days as text; then a list of the cells of $own; then an integer,
//          rising in the order in which rows were put in
// order:   none; the last of each list gives it
// access:  read
// index:   none; every row is read
MATCH (activity:Activity)
WITH activity
SKIP $n_before
LIMIT $n_rows
RETURN collect([
         activity.id,
         activity.name,
         activity.description,
         activity.first_visit,
         activity.website,
         activity.organisation_id,
         activity.status,
         toString(activity.assured_date),
         activity.mode,
         activity.cost,
         activity.eligibility,
         activity.minimum_age,
         activity.maximum_age,
         activity.languages,
         activity.accessibility,
         activity.self_referral,
         activity.referral_route,
         activity.wait_days,
         activity.provenance,
         toString(activity.recorded_on),
         toString(activity.valid_from),
         toString(activity.valid_to),
         [name IN $own | activity[name]],
         activity._order
       ]) AS rows

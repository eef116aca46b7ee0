// name:    read_referral
// purpose: Read some rows of Referral as lists of cells; page after page gives all,
//          while nobody writes. One list is quicker than a row each.
// params:  $n_before  integer, rows to pass over
//          $n_rows    integer, rows to read at most
//          $own       list of string, the place's own columns that are wanted
// returns: rows list of lists, a row each: the columns of load_referral in
//          their order, days as text; then a list of the cells of $own; then an integer,
//          rising in the order in which rows were put in
// order:   none; the last of each list gives it
// access:  read
// index:   none; every row is read
MATCH (referral:Referral)
WITH referral
SKIP $n_before
LIMIT $n_rows
RETURN collect([
         referral.id,
         referral.episode_id,
         referral.route,
         referral.source_id,
         referral.target_id,
         referral.need_id,
         referral.area_code,
         referral.age_band,
         toString(referral.made_on),
         toString(referral.accepted_on),
         toString(referral.seen_on),
         toString(referral.started_on),
         toString(referral.closed_on),
         referral.status,
         referral.close_reason,
         referral.provenance,
         toString(referral.recorded_on),
         toString(referral.valid_from),
         toString(referral.valid_to),
         [name IN $own | referral[name]],
         referral._order
       ]) AS rows

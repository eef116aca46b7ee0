// name:    referral_counts
// purpose: Count referrals by month, source and target over a span of days. Every step of a
//          journey counts by the day it was made, whatever became of it; those entered in error
//          never were. People who came by themselves are kept: their source is null.
// params:  $from_on  date, first day counted
//          $to_on    date, first day no longer counted
// returns: month_on date (first day of the month, also where the span begins later),
//          source_id string or null (the person came themselves), target_id string,
//          n_referrals integer >= 1
// order:   month_on, source_id (null last), target_id
// access:  read
// index:   referral_made_on
MATCH (referral:Referral)
USING INDEX SEEK referral:Referral(made_on)
WHERE referral.made_on >= $from_on
  AND referral.made_on < $to_on
  AND referral.status <> 'entered-in-error'
RETURN date.truncate('month', referral.made_on) AS month_on,
       referral.source_id AS source_id,
       referral.target_id AS target_id,
       count(referral) AS n_referrals
ORDER BY month_on, source_id, target_id

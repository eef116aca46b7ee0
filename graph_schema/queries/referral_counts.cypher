// name:    referral_counts
// purpose: Count referrals between parties over a span of days.
// params:  $from_on  date, first day counted
//          $to_on    date, first day no longer counted
// returns: source_id string or null (the person came themselves), target_id string,
//          n_referrals integer >= 1
// order:   source_id, target_id
// access:  read
// index:   referral_made_on
MATCH (referral:Referral)-[:TO]->(target:Party)
WHERE referral.made_on >= $from_on
  AND referral.made_on < $to_on
OPTIONAL MATCH (source:Party)-[:MADE]->(referral)
RETURN source.id AS source_id,
       target.id AS target_id,
       count(referral) AS n_referrals
ORDER BY source_id, target_id

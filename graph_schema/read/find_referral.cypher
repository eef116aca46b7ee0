// name:    find_referral
// purpose: Find rows of Referral by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   referral_id_unique
UNWIND $ids AS row_id
MATCH (referral:Referral {id: row_id})
RETURN properties(referral) AS row

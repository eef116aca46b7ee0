// name:    present_referral
// purpose: Tell which of some ids are those of rows of Referral.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   referral_id_unique
UNWIND $ids AS row_id
MATCH (referral:Referral {id: row_id})
RETURN collect(referral.id) AS ids

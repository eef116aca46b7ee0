// name:    remove_referral
// purpose: Take rows of Referral out, with the ties that run from and to them.
// params:  $ids  list of string
// returns: n_rows integer, rows taken out
// access:  write
// index:   referral_id_unique
UNWIND $ids AS row_id
MATCH (referral:Referral {id: row_id})
DETACH DELETE referral
RETURN count(row_id) AS n_rows

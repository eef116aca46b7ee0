// name:    referring_referral
// purpose: Find the rows of Referral that refer in one column to any of some rows.
// params:  $column  string, the column that refers
//          $ids     list of string, what it may refer to
// returns: id string, value string, the id referred to
// order:   id
// access:  read
// index:   none; every row is read
MATCH (referral:Referral)
WHERE referral[$column] IN $ids
RETURN referral.id AS id,
       referral[$column] AS value
ORDER BY id

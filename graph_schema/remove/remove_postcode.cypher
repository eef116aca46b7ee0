// name:    remove_postcode
// purpose: Take rows of Postcode out, with the ties that run from and to them.
// params:  $ids  list of string
// returns: n_rows integer, rows taken out
// access:  write
// index:   postcode_id_unique
UNWIND $ids AS row_id
MATCH (postcode:Postcode {id: row_id})
DETACH DELETE postcode
RETURN count(row_id) AS n_rows

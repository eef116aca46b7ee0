// name:    present_postcode
// purpose: Tell which of some ids are those of rows of Postcode.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   postcode_id_unique
UNWIND $ids AS row_id
MATCH (postcode:Postcode {id: row_id})
RETURN collect(postcode.id) AS ids

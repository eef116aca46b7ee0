// name:    find_postcode
// purpose: Find rows of Postcode by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   postcode_id_unique
UNWIND $ids AS row_id
MATCH (postcode:Postcode {id: row_id})
RETURN properties(postcode) AS row

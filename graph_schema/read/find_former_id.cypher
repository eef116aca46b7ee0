// name:    find_former_id
// purpose: Find rows of FormerId by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   former_id_id_unique
UNWIND $ids AS row_id
MATCH (former_id:FormerId {id: row_id})
RETURN properties(former_id) AS row

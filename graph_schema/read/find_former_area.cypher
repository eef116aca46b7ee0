// name:    find_former_area
// purpose: Find rows of FormerArea by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   former_area_id_unique
UNWIND $ids AS row_id
MATCH (former_area:FormerArea {id: row_id})
RETURN properties(former_area) AS row

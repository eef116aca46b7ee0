// name:    find_area
// purpose: Find rows of Area by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   area_id_unique
UNWIND $ids AS row_id
MATCH (area:Area {id: row_id})
RETURN properties(area) AS row

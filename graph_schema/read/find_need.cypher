// name:    find_need
// purpose: Find rows of Need by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   need_id_unique
UNWIND $ids AS row_id
MATCH (need:Need {id: row_id})
RETURN properties(need) AS row

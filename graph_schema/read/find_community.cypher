// name:    find_community
// purpose: Find rows of Community by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   community_id_unique
UNWIND $ids AS row_id
MATCH (community:Community {id: row_id})
RETURN properties(community) AS row

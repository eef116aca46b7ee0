// name:    present_community
// purpose: Tell which of some ids are those of rows of Community.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   community_id_unique
UNWIND $ids AS row_id
MATCH (community:Community {id: row_id})
RETURN collect(community.id) AS ids

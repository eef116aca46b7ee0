// name:    present_need
// purpose: Tell which of some ids are those of rows of Need.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   need_id_unique
UNWIND $ids AS row_id
MATCH (need:Need {id: row_id})
RETURN collect(need.id) AS ids

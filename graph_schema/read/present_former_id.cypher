// name:    present_former_id
// purpose: Tell which of some ids are those of rows of FormerId.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   former_id_id_unique
UNWIND $ids AS row_id
MATCH (former_id:FormerId {id: row_id})
RETURN collect(former_id.id) AS ids

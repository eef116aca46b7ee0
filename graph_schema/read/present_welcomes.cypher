// name:    present_welcomes
// purpose: Tell which of some ids are those of ties WELCOMES.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   welcomes_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:WELCOMES {id: row_id}]->()
RETURN collect(tie.id) AS ids

// name:    present_completed
// purpose: Tell which of some ids are those of ties COMPLETED.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   completed_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:COMPLETED {id: row_id}]->()
RETURN collect(tie.id) AS ids

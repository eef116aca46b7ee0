// name:    present_meets
// purpose: Tell which of some ids are those of ties MEETS.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   meets_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:MEETS {id: row_id}]->()
RETURN collect(tie.id) AS ids

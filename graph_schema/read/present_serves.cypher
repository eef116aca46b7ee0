// name:    present_serves
// purpose: Tell which of some ids are those of ties SERVES.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   serves_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:SERVES {id: row_id}]->()
RETURN collect(tie.id) AS ids

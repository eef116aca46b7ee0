// name:    present_asked
// purpose: Tell which of some ids are those of ties ASKED.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   asked_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:ASKED {id: row_id}]->()
RETURN collect(tie.id) AS ids

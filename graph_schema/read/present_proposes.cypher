// name:    present_proposes
// purpose: Tell which of some ids are those of ties PROPOSES.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   proposes_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:PROPOSES {id: row_id}]->()
RETURN collect(tie.id) AS ids

// name:    present_supports
// purpose: Tell which of some ids are those of ties SUPPORTS.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   supports_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:SUPPORTS {id: row_id}]->()
RETURN collect(tie.id) AS ids

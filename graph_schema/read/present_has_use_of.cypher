// name:    present_has_use_of
// purpose: Tell which of some ids are those of ties HAS_USE_OF.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   has_use_of_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:HAS_USE_OF {id: row_id}]->()
RETURN collect(tie.id) AS ids

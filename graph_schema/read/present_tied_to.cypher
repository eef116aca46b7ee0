// name:    present_tied_to
// purpose: Tell which of some ids are those of ties TIED_TO.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   tied_to_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:TIED_TO {id: row_id}]->()
RETURN collect(tie.id) AS ids

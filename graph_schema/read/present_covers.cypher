// name:    present_covers
// purpose: Tell which of some ids are those of ties COVERS.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   covers_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:COVERS {id: row_id}]->()
RETURN collect(tie.id) AS ids

// name:    present_partners_with
// purpose: Tell which of some ids are those of ties PARTNERS_WITH.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   partners_with_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:PARTNERS_WITH {id: row_id}]->()
RETURN collect(tie.id) AS ids

// name:    present_funds
// purpose: Tell which of some ids are those of ties FUNDS.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   funds_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:FUNDS {id: row_id}]->()
RETURN collect(tie.id) AS ids

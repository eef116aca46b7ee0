// name:    present_took_part_in
// purpose: Tell which of some ids are those of ties TOOK_PART_IN.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   took_part_in_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:TOOK_PART_IN {id: row_id}]->()
RETURN collect(tie.id) AS ids

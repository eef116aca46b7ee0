// name:    present_about
// purpose: Tell which of some ids are those of ties ABOUT.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   about_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:ABOUT {id: row_id}]->()
RETURN collect(tie.id) AS ids

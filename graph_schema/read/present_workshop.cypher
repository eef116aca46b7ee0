// name:    present_workshop
// purpose: Tell which of some ids are those of rows of Workshop.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   workshop_id_unique
UNWIND $ids AS row_id
MATCH (workshop:Workshop {id: row_id})
RETURN collect(workshop.id) AS ids

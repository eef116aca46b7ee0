// name:    present_session
// purpose: Tell which of some ids are those of rows of Session.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   session_id_unique
UNWIND $ids AS row_id
MATCH (session:Session {id: row_id})
RETURN collect(session.id) AS ids

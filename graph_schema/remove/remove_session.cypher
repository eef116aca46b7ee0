// name:    remove_session
// purpose: Take rows of Session out, with the ties that run from and to them.
// params:  $ids  list of string
// returns: n_rows integer, rows taken out
// access:  write
// index:   session_id_unique
UNWIND $ids AS row_id
MATCH (session:Session {id: row_id})
DETACH DELETE session
RETURN count(row_id) AS n_rows

// name:    find_session
// purpose: Find rows of Session by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   session_id_unique
UNWIND $ids AS row_id
MATCH (session:Session {id: row_id})
RETURN properties(session) AS row

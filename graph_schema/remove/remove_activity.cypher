// name:    remove_activity
// purpose: Take rows of Activity out, with the ties that run from and to them.
// params:  $ids  list of string
// returns: n_rows integer, rows taken out
// access:  write
// index:   activity_id_unique
UNWIND $ids AS row_id
MATCH (activity:Activity {id: row_id})
DETACH DELETE activity
RETURN count(row_id) AS n_rows

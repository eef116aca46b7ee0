// name:    find_activity
// purpose: Find rows of Activity by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   activity_id_unique
UNWIND $ids AS row_id
MATCH (activity:Activity {id: row_id})
RETURN properties(activity) AS row

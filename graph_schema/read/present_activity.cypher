// name:    present_activity
// purpose: Tell which of some ids are those of rows of Activity.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   activity_id_unique
UNWIND $ids AS row_id
MATCH (activity:Activity {id: row_id})
RETURN collect(activity.id) AS ids

// name:    list_steps
// purpose: List what changes after a revision did to which rows.
// params:  $since  integer
// returns: revision integer, table_name string, op string, ids list of string
// order:   revision, then as it was done
// access:  read
// index:   _step_revision
MATCH (step:_Step)
WHERE step.revision > $since
RETURN step.revision AS revision,
       step.table_name AS table_name,
       step.op AS op,
       step.ids AS ids
ORDER BY revision, step.place

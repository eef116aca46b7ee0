// name:    list_steps_whole
// purpose: List what changes after a revision did to which rows, and what those were before.
// params:  $since  integer
// returns: step map, as add_steps took it; step_id string, for replace_steps
// order:   revision, then as it was done
// access:  read
// index:   _step_revision
MATCH (step:_Step)
WHERE step.revision > $since
RETURN properties(step) AS step,
       elementId(step) AS step_id
ORDER BY step.revision, step.place

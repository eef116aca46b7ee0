// name:    find_last_step
// purpose: Find what a change, or a load that was cut off, did last.
// params:  $revision  integer
// returns: step map, as add_steps took it; nothing if there is none
// access:  read
// index:   _step_revision
MATCH (step:_Step {revision: $revision})
RETURN properties(step) AS step
ORDER BY step.place DESC
LIMIT 1

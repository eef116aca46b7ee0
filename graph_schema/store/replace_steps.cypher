// name:    replace_steps
// purpose: Take forgotten rows out of what was written down of changes.
// params:  $steps  list of maps: step_id, ids, before
// returns: n_steps integer
// access:  write
UNWIND $steps AS row
MATCH (step:_Step)
WHERE elementId(step) = row.step_id
SET step.ids = row.ids,
    step.before = row.before
RETURN count(step) AS n_steps

// name:    index_step_revision
// purpose: Find what changes did by their numbers.
// access:  schema
CREATE INDEX _step_revision IF NOT EXISTS
FOR (step:_Step)
ON (step.revision)

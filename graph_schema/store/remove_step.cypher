// name:    remove_step
// purpose: Strike out one step of a load that is taken back.
// params:  $revision  integer
//          $place     integer
// returns: nothing
// access:  write
// index:   _step_revision
MATCH (step:_Step {revision: $revision, place: $place})
DELETE step

// name:    drop_load
// purpose: Say that a large load was taken back whole.
// params:  $token   string, as take_load gave it
//          $number  integer, the new number of find_state
// returns: nothing
// access:  write
// index:   _meta_name_unique
MATCH (state:_Meta {name: 'state'}), (load:_Meta {name: 'load'})
WHERE load.token = $token
SET state.number = $number,
    state.n_undone = coalesce(state.n_undone, 0) + 1
DELETE load

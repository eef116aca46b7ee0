// name:    drop_load
// purpose: Say that a large load was taken back whole.
// params:  $number  integer, the new number of find_state
// returns: nothing
// access:  write
// index:   _meta_name_unique
MATCH (state:_Meta {name: 'state'}), (load:_Meta {name: 'load'})
SET state.number = $number
DELETE load

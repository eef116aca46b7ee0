// name:    set_state
// purpose: Say what revision the store is at, if it still says what it said before; see
//          find_state.
// params:  $before  integer
//          $number  integer
// returns: n_states integer
// access:  write
// index:   _meta_name_unique
MATCH (state:_Meta {name: 'state'})
WHERE state.number = $before
SET state.number = $number
RETURN count(state) AS n_states

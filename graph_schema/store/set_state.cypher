// name:    set_state
// purpose: Say what revision the store is at; see find_state.
// params:  $number  integer
// returns: n_states integer
// access:  write
// index:   _meta_name_unique
MATCH (state:_Meta {name: 'state'})
SET state.number = $number
RETURN count(state) AS n_states

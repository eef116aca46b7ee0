// name:    find_state
// purpose: Tell twice the revision of the store, and one more while a change of it is being
//          made visible: readers who find the same even number before and after saw all of it.
// params:  none
// returns: number integer
// access:  read
// index:   _meta_name_unique
MATCH (state:_Meta {name: 'state'})
RETURN state.number AS number

// name:    find_state
// purpose: Tell twice the revision of the store, and one more while a change of it is being
//          made visible or a large load is under way: readers who find the same even number
//          before and after saw all of it, if no load was taken back meanwhile.
// params:  none
// returns: number integer; n_done and n_rows integer, rows that are in and all of the load that
//          is under way, null if there is none; n_undone integer, loads that were taken back
// access:  read
// index:   _meta_name_unique
MATCH (state:_Meta {name: 'state'})
OPTIONAL MATCH (load:_Meta {name: 'load'})
RETURN state.number AS number,
       load.n_done AS n_done,
       load.n_rows AS n_rows,
       coalesce(state.n_undone, 0) AS n_undone

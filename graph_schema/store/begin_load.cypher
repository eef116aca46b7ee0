// name:    begin_load
// purpose: Say that a large load is under way, and that readers keep what they have.
// params:  $token     string, random; tells this load from any other
//          $n_rows    integer, rows that it is of
//          $begun_at  datetime
//          $number    integer, the new number of find_state
// returns: n_loads integer
// access:  write
// index:   _meta_name_unique
MATCH (state:_Meta {name: 'state'})
SET state.number = $number
CREATE (load:_Meta {name: 'load'})
SET load.token = $token,
    load.n_rows = $n_rows,
    load.begun_at = $begun_at,
    load.n_done = 0,
    load.n_batches = 0
RETURN count(load) AS n_loads

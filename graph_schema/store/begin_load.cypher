// name:    begin_load
// purpose: Say that a large load is under way, and that readers keep what they have.
// params:  $token     string, random; tells this load from any other
//          $n_rows    integer, rows that it is of
//          $begun_at  datetime
//          $number    integer, the new number of find_state
// returns: token string; nothing if another load is under way
// access:  write
// index:   _meta_name_unique
MATCH (state:_Meta {name: 'state'})
// It is there already when the word of it was lost on the way.
MERGE (load:_Meta {name: 'load'})
ON CREATE SET load.token = $token,
              load.n_rows = $n_rows,
              load.begun_at = $begun_at,
              load.n_done = 0,
              load.n_batches = 0
WITH state, load
WHERE load.token = $token
SET state.number = $number
RETURN load.token AS token

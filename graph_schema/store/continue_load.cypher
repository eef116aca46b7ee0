// name:    continue_load
// purpose: Count a batch of a large load, so that each is put in once.
// params:  $token   string, as begin_load took it
//          $number  integer, batches before this one
//          $n_rows  integer, rows that are done by it
// returns: n_batches integer, those that were in before; nothing if the load is another's now
// access:  write
// index:   _meta_name_unique
MATCH (load:_Meta {name: 'load'})
// Locks the node, so that what follows reads the newest.
SET load.is_counted = true
WITH load, load.n_batches AS n_batches, load.n_batches = $number AS is_next
WHERE load.token = $token
SET load.n_batches = CASE WHEN is_next THEN n_batches + 1 ELSE n_batches END,
    load.n_done = CASE WHEN is_next THEN load.n_done + $n_rows ELSE load.n_done END
RETURN n_batches

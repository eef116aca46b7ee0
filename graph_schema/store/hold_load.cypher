// name:    hold_load
// purpose: Keep others from a large load that is being taken back, until the transaction ends.
// params:  $token  string, as take_load gave it
// returns: n_batches integer; nothing if the load is another's now
// access:  write
// index:   _meta_name_unique
MATCH (load:_Meta {name: 'load'})
// Locks the node, so that what follows reads the newest.
SET load.is_counted = true
WITH load
WHERE load.token = $token
RETURN load.n_batches AS n_batches

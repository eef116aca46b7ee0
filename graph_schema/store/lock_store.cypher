// name:    lock_store
// purpose: Wait until nobody else changes the store, and keep others from it until the
//          transaction ends. What is read after this is the newest.
// params:  $locked_at  datetime
// returns: n_locked integer
// access:  write
// index:   _meta_name_unique
MATCH (meta:_Meta {name: 'store'})
SET meta.locked_at = $locked_at
RETURN count(meta) AS n_locked

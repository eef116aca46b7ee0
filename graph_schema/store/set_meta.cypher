// name:    set_meta
// purpose: Write down what a change leaves behind for those to come.
// params:  $forgotten_at  integer
//          $last_order    integer
// returns: n_metas integer
// access:  write
// index:   _meta_name_unique
MATCH (meta:_Meta {name: 'store'})
SET meta.forgotten_at = $forgotten_at,
    meta.last_order = $last_order
RETURN count(meta) AS n_metas

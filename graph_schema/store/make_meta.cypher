// name:    make_meta
// purpose: Make the graph a store; one that is a store already stays what it is.
// params:  $store_id    string, for a new one
//          $format      integer
//          $created_at  datetime
// returns: store_id string
// access:  write
// index:   _meta_name_unique
MERGE (meta:_Meta {name: 'store'})
ON CREATE SET meta.store_id = $store_id,
              meta.format = $format,
              meta.created_at = $created_at,
              meta.forgotten_at = 0,
              meta.last_order = 0
MERGE (state:_Meta {name: 'state'})
ON CREATE SET state.number = 0
RETURN meta.store_id AS store_id

// name:    find_meta
// purpose: Tell what the store says of itself.
// params:  none
// returns: meta map: store_id string, format integer, forgotten_at integer (the revision at which
//          rows were last forgotten, 0 for never), last_order integer (of the row put in last)
// access:  read
// index:   _meta_name_unique
MATCH (meta:_Meta {name: 'store'})
RETURN properties(meta) AS meta

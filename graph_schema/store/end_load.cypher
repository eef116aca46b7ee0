// name:    end_load
// purpose: Say that a large load is done, with the change that it is.
// params:  none
// returns: nothing
// access:  write
// index:   _meta_name_unique
MATCH (load:_Meta {name: 'load'})
DELETE load

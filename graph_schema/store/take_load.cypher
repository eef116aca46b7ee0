// name:    take_load
// purpose: Take a large load over, so that whoever began it cannot go on.
// params:  $token  string, random
// returns: n_loads integer
// access:  write
// index:   _meta_name_unique
MATCH (load:_Meta {name: 'load'})
SET load.token = $token
RETURN count(load) AS n_loads

// name:    take_load
// purpose: Take a large load over, so that whoever began it cannot go on.
// params:  $before  string, the token that it has; null for any
//          $token   string, random; the one that it gets
// returns: n_loads integer; 0 if there is none, or it is another's now
// access:  write
// index:   _meta_name_unique
MATCH (load:_Meta {name: 'load'})
// Locks the node, so that what follows reads the newest.
SET load.is_counted = true
WITH load
// The new one is there already when the word of it was lost on the way.
WHERE $before IS NULL OR load.token IN [$before, $token]
SET load.token = $token
RETURN count(load) AS n_loads

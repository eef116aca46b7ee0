// name:    find_location
// purpose: Find rows of Location by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   location_id_unique
UNWIND $ids AS row_id
MATCH (location:Location {id: row_id})
RETURN properties(location) AS row

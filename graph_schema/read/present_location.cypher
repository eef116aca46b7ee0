// name:    present_location
// purpose: Tell which of some ids are those of rows of Location.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   location_id_unique
UNWIND $ids AS row_id
MATCH (location:Location {id: row_id})
RETURN collect(location.id) AS ids

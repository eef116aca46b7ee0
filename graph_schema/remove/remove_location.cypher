// name:    remove_location
// purpose: Take rows of Location out, with the ties that run from and to them.
// params:  $ids  list of string
// returns: n_rows integer, rows taken out
// access:  write
// index:   location_id_unique
UNWIND $ids AS row_id
MATCH (location:Location {id: row_id})
DETACH DELETE location
RETURN count(row_id) AS n_rows

// name:    remove_area
// purpose: Take rows of Area out, with the ties that run from and to them.
// params:  $ids  list of string
// returns: n_rows integer, rows taken out
// access:  write
// index:   area_id_unique
UNWIND $ids AS row_id
MATCH (area:Area {id: row_id})
DETACH DELETE area
RETURN count(row_id) AS n_rows

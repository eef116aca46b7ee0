// name:    remove_former_area
// purpose: Take rows of FormerArea out, with the ties that run from and to them.
// params:  $ids  list of string
// returns: n_rows integer, rows taken out
// access:  write
// index:   former_area_id_unique
UNWIND $ids AS row_id
MATCH (former_area:FormerArea {id: row_id})
DETACH DELETE former_area
RETURN count(row_id) AS n_rows

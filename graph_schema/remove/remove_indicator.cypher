// name:    remove_indicator
// purpose: Take rows of Indicator out, with the ties that run from and to them.
// params:  $ids  list of string
// returns: n_rows integer, rows taken out
// access:  write
// index:   indicator_id_unique
UNWIND $ids AS row_id
MATCH (indicator:Indicator {id: row_id})
DETACH DELETE indicator
RETURN count(row_id) AS n_rows

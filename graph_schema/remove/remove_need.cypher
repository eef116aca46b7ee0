// name:    remove_need
// purpose: Take rows of Need out, with the ties that run from and to them.
// params:  $ids  list of string
// returns: n_rows integer, rows taken out
// access:  write
// index:   need_id_unique
UNWIND $ids AS row_id
MATCH (need:Need {id: row_id})
DETACH DELETE need
RETURN count(row_id) AS n_rows

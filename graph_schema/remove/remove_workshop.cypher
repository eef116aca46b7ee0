// name:    remove_workshop
// purpose: Take rows of Workshop out, with the ties that run from and to them.
// params:  $ids  list of string
// returns: n_rows integer, rows taken out
// access:  write
// index:   workshop_id_unique
UNWIND $ids AS row_id
MATCH (workshop:Workshop {id: row_id})
DETACH DELETE workshop
RETURN count(row_id) AS n_rows

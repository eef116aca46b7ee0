// name:    remove_champion
// purpose: Take rows of Champion out, with the ties that run from and to them.
// params:  $ids  list of string
// returns: n_rows integer, rows taken out
// access:  write
// index:   champion_id_unique
UNWIND $ids AS row_id
MATCH (champion:Champion {id: row_id})
DETACH DELETE champion
RETURN count(row_id) AS n_rows

// name:    remove_community
// purpose: Take rows of Community out, with the ties that run from and to them.
// params:  $ids  list of string
// returns: n_rows integer, rows taken out
// access:  write
// index:   community_id_unique
UNWIND $ids AS row_id
MATCH (community:Community {id: row_id})
DETACH DELETE community
RETURN count(row_id) AS n_rows

// name:    remove_organisation
// purpose: Take rows of Organisation out, with the ties that run from and to them.
// params:  $ids  list of string
// returns: n_rows integer, rows taken out
// access:  write
// index:   organisation_id_unique
UNWIND $ids AS row_id
MATCH (organisation:Organisation {id: row_id})
DETACH DELETE organisation
RETURN count(row_id) AS n_rows

// name:    remove_vocabulary
// purpose: Take rows of Vocabulary out, with the ties that run from and to them.
// params:  $ids  list of string
// returns: n_rows integer, rows taken out
// access:  write
// index:   vocabulary_id_unique
UNWIND $ids AS row_id
MATCH (vocabulary:Vocabulary {id: row_id})
DETACH DELETE vocabulary
RETURN count(row_id) AS n_rows

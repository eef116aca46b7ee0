// name:    remove_link_worker
// purpose: Take rows of LinkWorker out, with the ties that run from and to them.
// params:  $ids  list of string
// returns: n_rows integer, rows taken out
// access:  write
// index:   link_worker_id_unique
UNWIND $ids AS row_id
MATCH (link_worker:LinkWorker {id: row_id})
DETACH DELETE link_worker
RETURN count(row_id) AS n_rows

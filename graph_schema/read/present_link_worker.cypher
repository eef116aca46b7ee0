// name:    present_link_worker
// purpose: Tell which of some ids are those of rows of LinkWorker.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   link_worker_id_unique
UNWIND $ids AS row_id
MATCH (link_worker:LinkWorker {id: row_id})
RETURN collect(link_worker.id) AS ids

// name:    find_link_worker
// purpose: Find rows of LinkWorker by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   link_worker_id_unique
UNWIND $ids AS row_id
MATCH (link_worker:LinkWorker {id: row_id})
RETURN properties(link_worker) AS row

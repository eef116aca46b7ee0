// name:    referring_link_worker
// purpose: Find the rows of LinkWorker that refer in one column to any of some rows.
// params:  $column  string, the column that refers
//          $ids     list of string, what it may refer to
// returns: id string, value string, the id referred to
// order:   id
// access:  read
// index:   none; every row is read
MATCH (link_worker:LinkWorker)
WHERE link_worker[$column] IN $ids
RETURN link_worker.id AS id,
       link_worker[$column] AS value
ORDER BY id

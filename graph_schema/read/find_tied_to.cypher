// name:    find_tied_to
// purpose: Find ties TIED_TO by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   tied_to_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:TIED_TO {id: row_id}]->()
RETURN properties(tie) AS row

// name:    find_funds
// purpose: Find ties FUNDS by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   funds_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:FUNDS {id: row_id}]->()
RETURN properties(tie) AS row

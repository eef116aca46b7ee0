// name:    find_partners_with
// purpose: Find ties PARTNERS_WITH by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   partners_with_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:PARTNERS_WITH {id: row_id}]->()
RETURN properties(tie) AS row

// name:    find_about
// purpose: Find ties ABOUT by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   about_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:ABOUT {id: row_id}]->()
RETURN properties(tie) AS row

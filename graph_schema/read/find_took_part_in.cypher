// name:    find_took_part_in
// purpose: Find ties TOOK_PART_IN by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   took_part_in_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:TOOK_PART_IN {id: row_id}]->()
RETURN properties(tie) AS row

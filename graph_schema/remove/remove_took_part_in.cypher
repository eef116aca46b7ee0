// name:    remove_took_part_in
// purpose: Take ties TOOK_PART_IN out.
// params:  $ids  list of string
// returns: n_rows integer, ties taken out
// access:  write
// index:   took_part_in_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:TOOK_PART_IN {id: row_id}]->()
DELETE tie
RETURN count(row_id) AS n_rows

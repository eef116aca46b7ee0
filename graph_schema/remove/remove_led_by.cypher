// name:    remove_led_by
// purpose: Take ties LED_BY out.
// params:  $ids  list of string
// returns: n_rows integer, ties taken out
// access:  write
// index:   led_by_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:LED_BY {id: row_id}]->()
DELETE tie
RETURN count(row_id) AS n_rows

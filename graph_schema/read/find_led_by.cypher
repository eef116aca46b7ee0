// name:    find_led_by
// purpose: Find ties LED_BY by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   led_by_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:LED_BY {id: row_id}]->()
RETURN properties(tie) AS row

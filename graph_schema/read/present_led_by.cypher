// name:    present_led_by
// purpose: Tell which of some ids are those of ties LED_BY.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   led_by_id_unique
UNWIND $ids AS row_id
MATCH ()-[tie:LED_BY {id: row_id}]->()
RETURN collect(tie.id) AS ids

// name:    referring_led_by
// purpose: Find the ties LED_BY that refer in one column to any of some rows.
// params:  $column  string, the column that refers
//          $ids     list of string, what it may refer to
// returns: id string, value string, the id referred to
// order:   id
// access:  read
// index:   none; every tie is read
MATCH ()-[tie:LED_BY]->()
WHERE tie[$column] IN $ids
RETURN tie.id AS id,
       tie[$column] AS value
ORDER BY id

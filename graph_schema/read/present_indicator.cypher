// name:    present_indicator
// purpose: Tell which of some ids are those of rows of Indicator.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   indicator_id_unique
UNWIND $ids AS row_id
MATCH (indicator:Indicator {id: row_id})
RETURN collect(indicator.id) AS ids

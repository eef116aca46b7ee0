// name:    find_indicator
// purpose: Find rows of Indicator by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   indicator_id_unique
UNWIND $ids AS row_id
MATCH (indicator:Indicator {id: row_id})
RETURN properties(indicator) AS row

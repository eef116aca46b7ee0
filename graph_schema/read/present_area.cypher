// name:    present_area
// purpose: Tell which of some ids are those of rows of Area.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   area_id_unique
UNWIND $ids AS row_id
MATCH (area:Area {id: row_id})
RETURN collect(area.id) AS ids

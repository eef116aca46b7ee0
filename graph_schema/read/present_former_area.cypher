// name:    present_former_area
// purpose: Tell which of some ids are those of rows of FormerArea.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   former_area_id_unique
UNWIND $ids AS row_id
MATCH (former_area:FormerArea {id: row_id})
RETURN collect(former_area.id) AS ids

// name:    present_champion
// purpose: Tell which of some ids are those of rows of Champion.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   champion_id_unique
UNWIND $ids AS row_id
MATCH (champion:Champion {id: row_id})
RETURN collect(champion.id) AS ids

// name:    find_champion
// purpose: Find rows of Champion by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   champion_id_unique
UNWIND $ids AS row_id
MATCH (champion:Champion {id: row_id})
RETURN properties(champion) AS row

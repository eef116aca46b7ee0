// name:    find_workshop
// purpose: Find rows of Workshop by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   workshop_id_unique
UNWIND $ids AS row_id
MATCH (workshop:Workshop {id: row_id})
RETURN properties(workshop) AS row

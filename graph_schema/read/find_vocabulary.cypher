// name:    find_vocabulary
// purpose: Find rows of Vocabulary by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   vocabulary_id_unique
UNWIND $ids AS row_id
MATCH (vocabulary:Vocabulary {id: row_id})
RETURN properties(vocabulary) AS row

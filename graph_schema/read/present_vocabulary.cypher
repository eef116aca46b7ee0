// name:    present_vocabulary
// purpose: Tell which of some ids are those of rows of Vocabulary.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   vocabulary_id_unique
UNWIND $ids AS row_id
MATCH (vocabulary:Vocabulary {id: row_id})
RETURN collect(vocabulary.id) AS ids

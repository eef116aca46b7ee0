// name:    referring_vocabulary
// purpose: Find the rows of Vocabulary that refer in one column to any of some rows.
// params:  $column  string, the column that refers
//          $ids     list of string, what it may refer to
// returns: id string, value string, the id referred to
// order:   id
// access:  read
// index:   none; every row is read
MATCH (vocabulary:Vocabulary)
WHERE vocabulary[$column] IN $ids
RETURN vocabulary.id AS id,
       vocabulary[$column] AS value
ORDER BY id

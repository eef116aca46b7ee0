// name:    referring_proposes
// purpose: Find the ties PROPOSES that refer in one column to any of some rows.
// params:  $column  string, the column that refers
//          $ids     list of string, what it may refer to
// returns: id string, value string, the id referred to
// order:   id
// access:  read
// index:   none; every tie is read
MATCH ()-[tie:PROPOSES]->()
WHERE tie[$column] IN $ids
RETURN tie.id AS id,
       tie[$column] AS value
ORDER BY id

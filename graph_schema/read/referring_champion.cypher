// name:    referring_champion
// purpose: Find the rows of Champion that refer in one column to any of some rows.
// params:  $column  string, the column that refers
//          $ids     list of string, what it may refer to
// returns: id string, value string, the id referred to
// order:   id
// access:  read
// index:   none; every row is read
MATCH (champion:Champion)
WHERE champion[$column] IN $ids
RETURN champion.id AS id,
       champion[$column] AS value
ORDER BY id

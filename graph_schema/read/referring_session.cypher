// name:    referring_session
// purpose: Find the rows of Session that refer in one column to any of some rows.
// params:  $column  string, the column that refers
//          $ids     list of string, what it may refer to
// returns: id string, value string, the id referred to
// order:   id
// access:  read
// index:   none; every row is read
MATCH (session:Session)
WHERE session[$column] IN $ids
RETURN session.id AS id,
       session[$column] AS value
ORDER BY id

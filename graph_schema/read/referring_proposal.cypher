// name:    referring_proposal
// purpose: Find the rows of Proposal that refer in one column to any of some rows.
// params:  $column  string, the column that refers
//          $ids     list of string, what it may refer to
// returns: id string, value string, the id referred to
// order:   id
// access:  read
// index:   none; every row is read
MATCH (proposal:Proposal)
WHERE proposal[$column] IN $ids
RETURN proposal.id AS id,
       proposal[$column] AS value
ORDER BY id

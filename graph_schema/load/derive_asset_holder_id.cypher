// name:    derive_asset_holder_id
// purpose: Make the ties HOLDS of rows of Asset anew, so that they follow the
//          column holder_id.
//          Who has it.
// params:  $rows  list of maps, one a row of Asset: id, holder_id (null when empty)
// returns: n_ties integer, ties made; fewer than columns filled in when an end is not there
// access:  write
// index:   asset_id_unique, party_id_unique
UNWIND $rows AS row
MATCH (own:Asset {id: row.id})
OPTIONAL MATCH (own)<-[before:HOLDS]-()
DELETE before
WITH DISTINCT own, row.holder_id AS other_id
MATCH (other:Party {id: other_id})
CREATE (own)<-[tie:HOLDS]-(other)
RETURN count(tie) AS n_ties

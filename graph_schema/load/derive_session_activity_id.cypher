// name:    derive_session_activity_id
// purpose: Make the ties HAS_SESSION of rows of Session anew, so that they follow the
//          column activity_id.
//          The activity that meets then.
// params:  $rows  list of maps, one a row of Session: id, activity_id (null when empty)
// returns: n_ties integer, ties made; fewer than columns filled in when an end is not there
// access:  write
// index:   session_id_unique, activity_id_unique
UNWIND $rows AS row
MATCH (own:Session {id: row.id})
OPTIONAL MATCH (own)<-[before:HAS_SESSION]-()
DELETE before
WITH DISTINCT own, row.activity_id AS other_id
MATCH (other:Activity {id: other_id})
CREATE (own)<-[tie:HAS_SESSION]-(other)
RETURN count(tie) AS n_ties

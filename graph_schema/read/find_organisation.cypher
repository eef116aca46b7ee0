// name:    find_organisation
// purpose: Find rows of Organisation by their ids.
// params:  $ids  list of string
// returns: row map, the filled cells of one, and its _order
// order:   none
// access:  read
// index:   organisation_id_unique
UNWIND $ids AS row_id
MATCH (organisation:Organisation {id: row_id})
RETURN properties(organisation) AS row

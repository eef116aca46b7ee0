// name:    present_organisation
// purpose: Tell which of some ids are those of rows of Organisation.
// params:  $ids  list of string
// returns: ids list of string
// order:   none
// access:  read
// index:   organisation_id_unique
UNWIND $ids AS row_id
MATCH (organisation:Organisation {id: row_id})
RETURN collect(organisation.id) AS ids

// name:    community_name
// purpose: Find rows of Community by name.
//          What its people call themselves.
// access:  schema
CREATE INDEX community_name IF NOT EXISTS
FOR (community:Community)
ON (community.name)

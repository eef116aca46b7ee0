// name:    organisation_name
// purpose: Find rows of Organisation by name.
//          The name it is known by.
// access:  schema
CREATE INDEX organisation_name IF NOT EXISTS
FOR (organisation:Organisation)
ON (organisation.name)

// name:    location_name
// purpose: Find rows of Location by name.
//          What people call it.
// access:  schema
CREATE INDEX location_name IF NOT EXISTS
FOR (location:Location)
ON (location.name)

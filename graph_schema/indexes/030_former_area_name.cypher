// name:    former_area_name
// purpose: Find rows of FormerArea by name.
//          What people called it.
// access:  schema
CREATE INDEX former_area_name IF NOT EXISTS
FOR (former_area:FormerArea)
ON (former_area.name)

// name:    area_name
// purpose: Find rows of Area by name.
//          What people call it.
// access:  schema
CREATE INDEX area_name IF NOT EXISTS
FOR (area:Area)
ON (area.name)

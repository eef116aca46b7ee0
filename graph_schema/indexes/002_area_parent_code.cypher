// name:    area_parent_code
// purpose: Find rows of Area by parent_code.
//          The larger area that it lies in.
// access:  schema
CREATE INDEX area_parent_code IF NOT EXISTS
FOR (area:Area)
ON (area.parent_code)

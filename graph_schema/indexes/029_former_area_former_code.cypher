// name:    former_area_former_code
// purpose: Find rows of FormerArea by former_code.
//          Code of the area of before.
// access:  schema
CREATE INDEX former_area_former_code IF NOT EXISTS
FOR (former_area:FormerArea)
ON (former_area.former_code)

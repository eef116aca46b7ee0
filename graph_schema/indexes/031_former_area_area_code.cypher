// name:    former_area_area_code
// purpose: Find rows of FormerArea by area_code.
//          An area of now that it became, or became a part of.
// access:  schema
CREATE INDEX former_area_area_code IF NOT EXISTS
FOR (former_area:FormerArea)
ON (former_area.area_code)

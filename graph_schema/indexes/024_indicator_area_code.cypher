// name:    indicator_area_code
// purpose: Find rows of Indicator by area_code.
//          The area that it is about.
// access:  schema
CREATE INDEX indicator_area_code IF NOT EXISTS
FOR (indicator:Indicator)
ON (indicator.area_code)

// name:    workshop_area_code
// purpose: Find rows of Workshop by area_code.
//          Area it was for.
// access:  schema
CREATE INDEX workshop_area_code IF NOT EXISTS
FOR (workshop:Workshop)
ON (workshop.area_code)

// name:    location_area_code
// purpose: Find rows of Location by area_code.
//          Smallest mapped area that it lies in.
// access:  schema
CREATE INDEX location_area_code IF NOT EXISTS
FOR (location:Location)
ON (location.area_code)

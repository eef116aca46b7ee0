// name:    location_latitude
// purpose: Find rows of Location by latitude.
//          North of the equator (WGS 84).
// access:  schema
CREATE INDEX location_latitude IF NOT EXISTS
FOR (location:Location)
ON (location.latitude)

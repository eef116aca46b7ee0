// name:    postcode_lsoa_code
// purpose: Find rows of Postcode by lsoa_code.
//          Small area (LSOA) that it lies in.
// access:  schema
CREATE INDEX postcode_lsoa_code IF NOT EXISTS
FOR (postcode:Postcode)
ON (postcode.lsoa_code)

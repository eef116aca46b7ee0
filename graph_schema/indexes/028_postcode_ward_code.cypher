// name:    postcode_ward_code
// purpose: Find rows of Postcode by ward_code.
//          Ward that it lies in.
// access:  schema
CREATE INDEX postcode_ward_code IF NOT EXISTS
FOR (postcode:Postcode)
ON (postcode.ward_code)

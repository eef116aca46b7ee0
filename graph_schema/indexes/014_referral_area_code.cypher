// name:    referral_area_code
// purpose: Find rows of Referral by area_code.
//          Area where the person lives; a ward, not smaller, unless the place chose so.
// access:  schema
CREATE INDEX referral_area_code IF NOT EXISTS
FOR (referral:Referral)
ON (referral.area_code)

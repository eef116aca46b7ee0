// name:    referral_made_on
// purpose: Find rows of Referral by made_on.
//          Day of the request, local to the place.
// access:  schema
CREATE INDEX referral_made_on IF NOT EXISTS
FOR (referral:Referral)
ON (referral.made_on)

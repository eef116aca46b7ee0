// name:    funds_grant_id
// purpose: Find ties FUNDS by grant_id.
//          The funder's own number for it.
// access:  schema
CREATE INDEX funds_grant_id IF NOT EXISTS
FOR ()-[tie:FUNDS]-()
ON (tie.grant_id)

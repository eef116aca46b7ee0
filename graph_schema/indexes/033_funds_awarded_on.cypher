// name:    funds_awarded_on
// purpose: Find ties FUNDS by awarded_on.
//          Day of the award.
// access:  schema
CREATE INDEX funds_awarded_on IF NOT EXISTS
FOR ()-[tie:FUNDS]-()
ON (tie.awarded_on)

// name:    completed_completed_on
// purpose: Find ties COMPLETED by completed_on.
//          Day.
// access:  schema
CREATE INDEX completed_completed_on IF NOT EXISTS
FOR ()-[tie:COMPLETED]-()
ON (tie.completed_on)

// name:    asked_answered_on
// purpose: Find ties ASKED by answered_on.
//          Day of the answer; empty: none came.
// access:  schema
CREATE INDEX asked_answered_on IF NOT EXISTS
FOR ()-[tie:ASKED]-()
ON (tie.answered_on)

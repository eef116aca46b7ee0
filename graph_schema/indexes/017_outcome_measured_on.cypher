// name:    outcome_measured_on
// purpose: Find rows of Outcome by measured_on.
//          Day it was asked.
// access:  schema
CREATE INDEX outcome_measured_on IF NOT EXISTS
FOR (outcome:Outcome)
ON (outcome.measured_on)

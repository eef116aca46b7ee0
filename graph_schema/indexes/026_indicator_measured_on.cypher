// name:    indicator_measured_on
// purpose: Find rows of Indicator by measured_on.
//          Day for which it holds.
// access:  schema
CREATE INDEX indicator_measured_on IF NOT EXISTS
FOR (indicator:Indicator)
ON (indicator.measured_on)

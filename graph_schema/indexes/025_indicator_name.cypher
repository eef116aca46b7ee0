// name:    indicator_name
// purpose: Find rows of Indicator by name.
//          What is measured, such as population.
// access:  schema
CREATE INDEX indicator_name IF NOT EXISTS
FOR (indicator:Indicator)
ON (indicator.name)

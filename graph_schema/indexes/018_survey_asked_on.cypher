// name:    survey_asked_on
// purpose: Find rows of Survey by asked_on.
//          Day on which it went out.
// access:  schema
CREATE INDEX survey_asked_on IF NOT EXISTS
FOR (survey:Survey)
ON (survey.asked_on)

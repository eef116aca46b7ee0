// name:    activity_assured_date
// purpose: Find rows of Activity by assured_date.
//          Day on which somebody last checked that this is right.
// access:  schema
CREATE INDEX activity_assured_date IF NOT EXISTS
FOR (activity:Activity)
ON (activity.assured_date)

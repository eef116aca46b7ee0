// name:    activity_name
// purpose: Find rows of Activity by name.
//          What it is called.
// access:  schema
CREATE INDEX activity_name IF NOT EXISTS
FOR (activity:Activity)
ON (activity.name)

// name:    workshop_held_on
// purpose: Find rows of Workshop by held_on.
//          Day.
// access:  schema
CREATE INDEX workshop_held_on IF NOT EXISTS
FOR (workshop:Workshop)
ON (workshop.held_on)

// name:    course_name
// purpose: Find rows of Course by name.
//          What it is called.
// access:  schema
CREATE INDEX course_name IF NOT EXISTS
FOR (course:Course)
ON (course.name)

// name:    course_id_unique
// purpose: No two rows of Course share an id.
//          The rule also gives the index that loading and look-ups use.
// access:  schema
CREATE CONSTRAINT course_id_unique IF NOT EXISTS
FOR (course:Course)
REQUIRE course.id IS UNIQUE

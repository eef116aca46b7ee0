// name:    took_part_in_id_unique
// purpose: No two ties TOOK_PART_IN share an id.
//          The rule also gives the index that loading uses.
// access:  schema
CREATE CONSTRAINT took_part_in_id_unique IF NOT EXISTS
FOR ()-[tie:TOOK_PART_IN]-()
REQUIRE tie.id IS UNIQUE

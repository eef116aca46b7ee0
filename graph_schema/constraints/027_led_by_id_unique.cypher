// name:    led_by_id_unique
// purpose: No two ties LED_BY share an id.
//          The rule also gives the index that loading uses.
// access:  schema
CREATE CONSTRAINT led_by_id_unique IF NOT EXISTS
FOR ()-[tie:LED_BY]-()
REQUIRE tie.id IS UNIQUE

// name:    rule_meta_name
// purpose: What the store says of itself is there once, however many open it at the same time.
// access:  schema
CREATE CONSTRAINT _meta_name_unique IF NOT EXISTS
FOR (meta:_Meta)
REQUIRE meta.name IS UNIQUE

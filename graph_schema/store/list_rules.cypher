// name:    list_rules
// purpose: List the uniqueness rules that the graph has.
// params:  none
// returns: name string
// access:  read
SHOW CONSTRAINTS YIELD name
RETURN name

// name:    list_indexes
// purpose: List the indexes that the graph has, those of its uniqueness rules included.
// params:  none
// returns: name string
// access:  read
SHOW INDEXES YIELD name
RETURN name

// name:    is_empty
// purpose: Tell whether the graph holds nothing.
// params:  none
// returns: n_nodes integer
// access:  read
MATCH (node)
RETURN count(node) AS n_nodes

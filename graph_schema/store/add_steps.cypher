// name:    add_steps
// purpose: Write down what a change did to rows of a table, many rows a node.
// params:  $steps  list of maps: revision, place (of the step in its change), table_name, op
//          (created, updated or removed), ids (list), before (list of what the rows were, as
//          JSON; empty for rows created), for rows removed orders (list of their _order)
// returns: n_steps integer
// access:  write
UNWIND $steps AS row
CREATE (step:_Step)
SET step = row
RETURN count(step) AS n_steps

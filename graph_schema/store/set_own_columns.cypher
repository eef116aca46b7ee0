// name:    set_own_columns
// purpose: Write down which columns of the place's own a table has.
// params:  $table_name  string
//          $names       list of string
// returns: n_tables integer
// access:  write
MERGE (own:_OwnColumns {table_name: $table_name})
SET own.names = $names
RETURN count(own) AS n_tables

// name:    list_own_columns
// purpose: List the place's own columns.
// params:  none
// returns: table_name string, names list of string
// access:  read
MATCH (own:_OwnColumns)
RETURN own.table_name AS table_name,
       own.names AS names

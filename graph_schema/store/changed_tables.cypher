// name:    changed_tables
// purpose: List the tables that changes after a revision touched.
// params:  $since  integer
// returns: table_name string
// access:  read
// index:   _revision_number_unique
MATCH (revision:_Revision)
WHERE revision.number > $since
UNWIND revision.table_names AS table_name
RETURN DISTINCT table_name

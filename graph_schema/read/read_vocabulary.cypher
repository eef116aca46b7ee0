// name:    read_vocabulary
// purpose: Read some rows of Vocabulary as lists of cells; page after page gives all,
//          while nobody writes. One list is quicker than a row each.
// params:  $n_before  integer, rows to pass over
//          $n_rows    integer, rows to read at most
//          $own       list of string, the place's own columns that are wanted
// returns: rows list of lists, a row each: the columns of load_vocabulary in
//          their order, days as text; then a list of the cells of $own; then an integer,
//          rising in the order in which rows were put in
// order:   none; the last of each list gives it
// access:  read
// index:   none; every row is read
MATCH (vocabulary:Vocabulary)
WITH vocabulary
SKIP $n_before
LIMIT $n_rows
RETURN collect([
         vocabulary.id,
         vocabulary.vocabulary,
         vocabulary.name,
         vocabulary.label,
         vocabulary.description,
         vocabulary.synonyms,
         vocabulary.provenance,
         toString(vocabulary.recorded_on),
         toString(vocabulary.valid_from),
         toString(vocabulary.valid_to),
         [name IN $own | vocabulary[name]],
         vocabulary._order
       ]) AS rows

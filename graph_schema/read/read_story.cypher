// name:    read_story
// purpose: Read some rows of Story as lists of cells; page after page gives all,
//          while nobody writes. One list is quicker than a row each.
// params:  $n_before  integer, rows to pass over
//          $n_rows    integer, rows to read at most
//          $own       list of string, the place's own columns that are wanted
// returns: rows list of lists, a row each: the columns of load_story in
//          their order, days as text; then a list of the cells of $own; then an integer,
//          rising in the order in which rows were put in
// order:   none; the last of each list gives it
// access:  read
// index:   none; every row is read
MATCH (story:Story)
WITH story
SKIP $n_before
LIMIT $n_rows
RETURN collect([
         story.id,
         story.text,
         story.themes,
         toString(story.told_on),
         story.consent,
         story.is_public,
         story.provenance,
         toString(story.recorded_on),
         toString(story.valid_from),
         toString(story.valid_to),
         [name IN $own | story[name]],
         story._order
       ]) AS rows

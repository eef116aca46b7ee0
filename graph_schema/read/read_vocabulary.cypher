// name:    read_vocabulary
// purpose: Read all rows of Vocabulary, a column for each of the model's.
// params:  $own  list of string, the place's own columns that are wanted
// returns: the columns of load_vocabulary, days as text;
//          own_cells list of string or null, the cells of $own;
//          row_order integer, rising in the order in which rows were put in
// order:   none; row_order gives it
// access:  read
// index:   none; every row is read
MATCH (vocabulary:Vocabulary)
RETURN vocabulary.id AS id,
       vocabulary.vocabulary AS vocabulary,
       vocabulary.name AS name,
       vocabulary.label AS label,
       vocabulary.description AS description,
       vocabulary.synonyms AS synonyms,
       vocabulary.provenance AS provenance,
       toString(vocabulary.recorded_on) AS recorded_on,
       toString(vocabulary.valid_from) AS valid_from,
       toString(vocabulary.valid_to) AS valid_to,
       [name IN $own | vocabulary[name]] AS own_cells,
       vocabulary._order AS row_order

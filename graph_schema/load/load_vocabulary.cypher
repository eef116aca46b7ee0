// name:    load_vocabulary
// purpose: Put rows of Vocabulary in; a row takes the place of all that stood under its id.
// params:  $rows  list of maps, one a row: the columns below (null or left out when empty) and
//          the place's own, which begin with x_
// columns: id string, vocabulary string, name string, label string, description string,
//          synonyms string, provenance string, recorded_on date, valid_from date, valid_to date
// returns: n_rows integer, rows put in
// access:  write
// index:   vocabulary_id_unique
UNWIND $rows AS row
MERGE (vocabulary:Vocabulary {id: row.id})
SET vocabulary = row
RETURN count(vocabulary) AS n_rows

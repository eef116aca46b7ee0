// name:    vocabulary_name
// purpose: Find rows of Vocabulary by name.
//          What is stored.
// access:  schema
CREATE INDEX vocabulary_name IF NOT EXISTS
FOR (vocabulary:Vocabulary)
ON (vocabulary.name)

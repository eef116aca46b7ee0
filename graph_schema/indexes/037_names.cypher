// name:    names
// purpose: Find rows by words of their names, other names and synonyms. No person's name is in it.
// access:  schema
CREATE FULLTEXT INDEX names IF NOT EXISTS
FOR (node:Area|Location|Organisation|Need|Community|Activity|Course|Asset|Proposal)
ON EACH [node.name, node.alternate_names, node.synonyms]

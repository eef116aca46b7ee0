// name:    called
// purpose: Find what is called by some words: areas, locations, organisations, what matters,
//          communities, activities, courses and assets whose name, other names or synonyms hold
//          these words one after the other, however capitals stand. People are not found by name.
//          Words are text: signs that mean something to the index's own language mean nothing.
// params:  $words  string
// returns: label string, id string, name string
// order:   name, label, id
// access:  read
// index:   names
CALL db.index.fulltext.queryNodes(
  'names',
  '"' + replace(replace($words, '\\', '\\\\'), '"', '\\"') + '"'
) YIELD node
RETURN [label IN labels(node) WHERE label <> 'Party'][0] AS label,
       node.id AS id,
       node.name AS name
ORDER BY name, label, id

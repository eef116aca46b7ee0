// name:    need_name
// purpose: Find rows of Need by name.
//          In everyday words: company, keeping active, money worries.
// access:  schema
CREATE INDEX need_name IF NOT EXISTS
FOR (need:Need)
ON (need.name)

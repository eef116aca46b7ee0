// name:    outcome_episode_id
// purpose: Find rows of Outcome by episode_id.
//          The journey, as in Referral.
// access:  schema
CREATE INDEX outcome_episode_id IF NOT EXISTS
FOR (outcome:Outcome)
ON (outcome.episode_id)

// name:    referral_episode_id
// purpose: Find rows of Referral by episode_id.
//          Random; says which steps belong to one journey.
// access:  schema
CREATE INDEX referral_episode_id IF NOT EXISTS
FOR (referral:Referral)
ON (referral.episode_id)

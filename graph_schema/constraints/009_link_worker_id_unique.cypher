// name:    link_worker_id_unique
// purpose: No two rows of LinkWorker share an id.
//          The rule also gives the index that loading and look-ups use.
// access:  schema
CREATE CONSTRAINT link_worker_id_unique IF NOT EXISTS
FOR (link_worker:LinkWorker)
REQUIRE link_worker.id IS UNIQUE

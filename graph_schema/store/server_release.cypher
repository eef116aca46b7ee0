// name:    server_release
// purpose: Tell which release of Neo4j the server is.
// params:  none
// returns: release string, such as 2026.08.1
// access:  read
CALL dbms.components() YIELD name, versions
WHERE name = 'Neo4j Kernel'
RETURN versions[0] AS release

// name:    set_password
// purpose: Give the user that asks another password; on the database system.
// params:  $before    string, the one that it has
//          $password  string, the one that it gets
// returns: nothing
// access:  write
ALTER CURRENT USER SET PASSWORD FROM $before TO $password

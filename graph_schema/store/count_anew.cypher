// name:    count_anew
// purpose: Let the server count what its indexes hold, by which it plans, and plan anew. A large
//          load leaves the counts of before, and with them plans that read whole indexes.
// params:  none
// returns: nothing
// access:  read
CALL db.prepareForReplanning(60)

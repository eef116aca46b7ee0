// name:    shared_partners
// purpose: List the organisations that share partners with one, and through whom: whom it could
//          be introduced to, and by whom. Two are partners when one claims to work with the other
//          (PARTNERS_WITH, however weak) or a plain tie runs between them (TIED_TO), in either
//          direction.
// params:  $organisation_id  string
//          $on               date; ties and organisations must hold on it
// returns: other_id string, other_name string, is_partner boolean (it works with it already),
//          n_shared integer >= 1, shared_ids list of string, by id
// order:   n_shared falling, other_name, other_id
// access:  read
// index:   organisation_id_unique
MATCH (organisation:Organisation {id: $organisation_id})
      -[tie:PARTNERS_WITH|TIED_TO]-(partner:Organisation)
USING INDEX SEEK organisation:Organisation(id)
WHERE all(held IN [tie, organisation, partner]
          WHERE coalesce(held.valid_from <= $on, true) AND coalesce(held.valid_to > $on, true))
WITH organisation, collect(DISTINCT partner) AS partners
UNWIND partners AS partner
MATCH (partner)-[tie:PARTNERS_WITH|TIED_TO]-(other:Organisation)
WHERE other <> organisation
  AND all(held IN [tie, other]
          WHERE coalesce(held.valid_from <= $on, true) AND coalesce(held.valid_to > $on, true))
WITH DISTINCT other, other IN partners AS is_partner, partner.id AS shared_id
ORDER BY shared_id
WITH other, is_partner, collect(shared_id) AS shared_ids
RETURN other.id AS other_id,
       other.name AS other_name,
       is_partner,
       size(shared_ids) AS n_shared,
       shared_ids
ORDER BY n_shared DESC, other_name, other_id

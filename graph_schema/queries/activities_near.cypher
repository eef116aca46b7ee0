// name:    activities_near
// purpose: List activities near a point for what matters: those that run on a day and meet the
//          need, or a part of it, each with its nearest venue. What is held at no location, such
//          as an online offer, is not near anything and left out.
//          Distances run along a sphere of the earth's mean radius, 6,371,008.8 m, as assetmap's
//          do everywhere; point.distance() takes 6,378,140 m and tells 1.1 in 1,000 more.
// params:  $latitude   float, degrees (WGS 84)
//          $longitude  float, degrees (WGS 84)
//          $within_m   float or integer, metres; a venue at just this distance counts
//          $need_id    string
//          $on         date; activity, session and what it meets must hold on it
// returns: activity_id string, activity_name string, location_id string, location_name string,
//          distance_m integer (whole metres)
// order:   distance_m, activity_name, activity_id; of venues equally near that of the first id
// access:  read
// index:   need_id_unique, location_latitude
MATCH (whole:Need {id: $need_id})<-[:PART_OF*0..]-(need:Need)
USING INDEX SEEK whole:Need(id)
WITH collect(need) AS needs
MATCH (location:Location)
USING INDEX SEEK location:Location(latitude)
// No point within the distance has a latitude outside this band.
WHERE location.latitude >= $latitude - degrees($within_m / 6371000.0)
  AND location.latitude <= $latitude + degrees($within_m / 6371000.0)
WITH needs, location,
     sin(radians(location.latitude - $latitude) / 2) AS half_north,
     sin(radians(location.longitude - $longitude) / 2) AS half_east
WITH needs, location,
     half_north * half_north
     + cos(radians($latitude)) * cos(radians(location.latitude)) * half_east * half_east AS squared
WITH needs, location, 2 * 6371008.8 * asin(sqrt(squared)) AS metres
WHERE metres <= $within_m
MATCH (location)<-[:HELD_AT]-(session:Session)<-[:HAS_SESSION]-(activity:Activity)
      -[meets:MEETS]->(need:Need)
WHERE need IN needs
  AND NOT coalesce(activity.status, 'active') IN ['inactive', 'defunct', 'temporarily closed']
  AND all(held IN [activity, session, meets]
          WHERE coalesce(held.valid_from <= $on, true) AND coalesce(held.valid_to > $on, true))
WITH DISTINCT activity, location, metres
ORDER BY metres, location.id
WITH activity, collect(location)[0] AS location, toInteger(round(min(metres))) AS distance_m
RETURN activity.id AS activity_id,
       activity.name AS activity_name,
       location.id AS location_id,
       location.name AS location_name,
       distance_m
ORDER BY distance_m, activity_name, activity_id

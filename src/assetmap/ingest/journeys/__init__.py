"""What link workers' systems give of people's journeys, as steps between what is on the map."""

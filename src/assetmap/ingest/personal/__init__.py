"""What may tell who was helped: noticed in rows about journeys, by heading and by pattern."""

"""View: the social capital of a place: bonding, bridging, linking and an equal footing."""

"""The public site: pages for everybody, by the noun that each shows."""

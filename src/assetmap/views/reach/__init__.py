"""View: who can reach something, by where they live."""

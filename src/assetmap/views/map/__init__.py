"""View: what is where."""

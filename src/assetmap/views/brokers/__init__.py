"""View: who joins whom, and what would break without them."""

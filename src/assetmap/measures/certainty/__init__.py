"""How sure a number is when some of those asked did not answer."""

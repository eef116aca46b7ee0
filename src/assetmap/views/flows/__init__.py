"""Where people are referred to, wait, and are lost: the views of flows."""

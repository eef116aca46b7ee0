"""View: what stands out in the place, in sentences."""

"""What the public site shows: everything here takes a `PublicPlace` and nothing else."""

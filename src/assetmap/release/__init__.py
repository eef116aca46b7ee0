"""What may leave: which rows and columns each role sees, taken out before anything else."""

from assetmap.release.roles import ROLES
from assetmap.release.seeing import seen_by

__all__ = ["ROLES", "seen_by"]

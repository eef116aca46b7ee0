"""The compiler of loops, by the name under which the families of measures know it."""

from assetmap.compiled import KERNELS, kernel

__all__ = ["KERNELS", "kernel"]

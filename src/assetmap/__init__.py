"""assetmap: a community asset and partnership network mapper for social prescribing."""

"""Files to checked rows: reading, checking, mapping, loading."""

from assetmap.ingest.load import Loading, check_files, load_files

__all__ = ["Loading", "check_files", "load_files"]

"""Open data over HTTP: Open Referral UK 3.0 under /api, files of everything under /data."""

from assetmap.web.api.routes import open_data_routes

__all__ = ["open_data_routes"]

"""The application for the people who work in the system: screens over assetmap's views."""

"""The formats of Open Referral UK 3.0 and HSDS 3.0, as JSON and as tables."""

"""Measurements, for people who decide something; no test depends on a time that is measured here."""

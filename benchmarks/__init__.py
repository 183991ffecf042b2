"""Measurements that are made by hand, not in every test run: see README.md."""

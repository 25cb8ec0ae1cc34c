"""Tests of how a machine gets its engine and its Python environment."""

"""The little that every family of components needs."""

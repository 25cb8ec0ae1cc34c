"""The program's own part: its settings and its wiring. Components know nothing of it."""

"""Reusable AWS components for the accounts of a landing zone.

One tree serves three ways: as this repository's own package, as the wheel `landing-zone-components`
(import name `landing_zone_components`) and as the Pulumi component package `landing-zone`. Imports
inside it are relative.
"""

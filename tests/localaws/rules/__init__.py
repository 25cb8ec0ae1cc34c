"""Cases for every rule: what AWS takes and what it refuses, at both sides of each edge."""

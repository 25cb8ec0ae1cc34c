"""`make bench`: what the components and the local AWS cost, as medians of several runs."""

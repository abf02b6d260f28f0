"""The one door to a model: loading it, and choosing from it what a package needs."""

"""What generated code costs, each figure beside a peer's or a floor's.

`make bench` runs all of it; docs/performance.md says how it is measured.
"""

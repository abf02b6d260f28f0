"""The last stage: generated texts become the files of a folder, or a difference.

`publish` writes and `difference` shows what it would write; both rest on `comparison`.
`manifest` remembers what was generated; `staging`, `replacement` and `exchange` put a
whole new version in the place of the old one.
"""

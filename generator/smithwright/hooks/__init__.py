"""Build hooks: generated packages get into what other tools build from a project.

Each tool has a module, which only that tool imports; `project` is what they share.
"""

"""The documentation site: pages of docs/, and a reference that is made from code."""

import sys
from pathlib import Path

_ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(_ROOT / "generator"), str(Path(__file__).parent / "_extensions")]

from smithwright.version import __version__  # noqa: E402

project = "Smithwright"
author = "The Smithwright authors"
release = version = __version__
copyright = author

extensions = ["myst_parser", "sphinx_click", "sphinx_copybutton", "package_pages"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
# Prompts and what is printed are no part of a command.
copybutton_prompt_text = "$ "
copybutton_line_continuation_character = "\\"
exclude_patterns = ["_extensions"]

toc_object_entries_show_parents = "hide"

html_theme = "furo"
html_title = f"Smithwright {version}"
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
html_favicon = "_static/mark.svg"
html_static_path = ["_static"]
html_css_files = ["site.css"]
pygments_style = "tango"
pygments_dark_style = "github-dark"

# The package of which the reference shows what generated code looks like.
reference_package = str(_ROOT / "generated" / "amazon_connect")

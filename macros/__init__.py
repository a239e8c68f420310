"""What mkdocs-macros loads (`module_name: macros`): everything is in the package."""

from clausier.web import define_env

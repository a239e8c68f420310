"""Clausier: a model of the French IT maintenance contract, shared by the guide, the templates and the composer."""

__version__ = "0.1.0"

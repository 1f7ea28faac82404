"""The commands, one module each, thin: parse options, call, print. Heavy imports wait until a command runs."""

from dragoman.cli.app import main

__all__ = ["main"]

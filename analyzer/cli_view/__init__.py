"""What the command line shows: help, messages, progress, the terminal view.

Takes views and errors, gives text on a terminal. click and rich live here and in ``cli.py`` only.
"""

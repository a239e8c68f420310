"""The verbs of the command line, by subject: each module declares its verbs to the parser (`add`) and runs them.

Imported one by one by `cli`; heavy libraries are imported inside the function that needs them.
"""

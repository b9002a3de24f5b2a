"""The version of the rules. It goes up with every change that can give another label for the same page.

Labels are stored with it, and a label that differs only because the rules do is shown as re-classified, never as a change of
the portal.
"""

RULES_VERSION = "13"

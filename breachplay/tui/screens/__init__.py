"""Whole screens: home, the walk through a playbook, the timeline, help, a text shown alone."""

"""Triggers, cues, time words and knowledge tables as data files: load, check, freeze."""

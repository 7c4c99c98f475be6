"""Frozen value types of the domain: documents, mentions, events. No I/O, no third party."""

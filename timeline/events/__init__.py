"""Dated mentions to the events of one document: encounters with their status, and the changes about them."""

from timeline.events.document import document_events

__all__ = ["document_events"]

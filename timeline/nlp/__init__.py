"""The only room that imports spaCy: components, their assembly, and the lift to mentions."""

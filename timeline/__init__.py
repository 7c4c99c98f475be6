"""Turn news articles into a dated timeline of diplomatic encounters."""

"""Marks as annotations of the web (W3C Web Annotation Data Model)."""

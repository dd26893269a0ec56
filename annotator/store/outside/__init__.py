"""What other programs do to a project file while it is open here."""

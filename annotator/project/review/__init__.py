"""What review needs of an open project: settling what layers differ in, and taking."""

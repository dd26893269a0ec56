"""What is looked at beyond the pages of a file: its texts and quotations, its whole history."""

"""What both sides of the goal of finding look for: words that hardly any text holds, folded."""

WORDS = ("qxqxqx", "unheard of", "شهرداران")

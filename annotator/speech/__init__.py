"""What is known of how languages report speech and write dates: words, grammar, sentences.

Who asks is not known here: a key of the reader (`L`), or a suggester. All words stand in
`resources/speech`, one file a language; none in Python.
"""

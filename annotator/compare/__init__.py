"""What is alike and what differs between layers, in words and figures.

Who a layer belongs to is not known here: a colleague, a machine and an import are judged alike.
No Qt, no SQL; coded articles go in (`model/coded.py`), values come out.
"""

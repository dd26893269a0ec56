"""A stand-in for spaCy in the language process: cuts texts at blanks, and misbehaves on demand.

What a text holds says what happens: CRASH ends the process, HANG takes for ever, EAT takes memory
without end, CONNECT opens a connection, READ opens a file, LIST a folder's own program.
"""

from __future__ import annotations

from pathlib import Path

PACKAGE = """
import contextlib, os, re, socket, subprocess, time

class Word:
    def __init__(self, doc, i, found):
        self.doc, self.i, self.idx, self.text = doc, i, found.start(), found.group()
        self.pos_ = "PROPN" if self.text[0].isupper() else "NOUN"
        self.dep_, self.ent_iob, self.ent_type_ = "ROOT", 2, ""
    def __len__(self):
        return len(self.text)
    @property
    def head(self):
        return self.doc[0]

def parsed(text):
    if "CRASH" in text:
        os._exit(9)
    while "HANG" in text:
        time.sleep(1)
    kept = []
    while "EAT" in text:
        kept.append(bytearray(8_000_000))
        time.sleep(0.001)
    tried = []
    for word, what in TRIES.items():
        if word in text:
            try:
                what()
            except Exception as problem:
                tried.append("refused")
            else:
                tried.append("done")
    doc = []
    doc += [Word(doc, i, found) for i, found in enumerate(re.finditer(r"\\\\S+", text))]
    for one in doc[:1]:
        one.pos_ = " ".join(tried) or one.pos_
    return doc

TRIES = {
    "CONNECT": lambda: socket.create_connection(("127.0.0.1", PORT), timeout=1),
    "READ": lambda: open(__file__).read(),
    "START": lambda: subprocess.run(["true"]),
    "LIST": lambda: os.open(os.path.dirname(__file__), os.O_RDONLY),
}

class Pipeline:
    def pipe(self, texts, batch_size=1):
        yield from map(parsed, texts)
    def memory_zone(self):
        return contextlib.nullcontext()

def load(source, exclude):
    if source == "spoilt":
        raise OSError("there is no such model")
    return Pipeline()
"""


def lay_out(folder: Path, *, port: int = 0) -> Path:
    """Put the stand-in into a folder, to be named in PYTHONPATH; gives the folder."""
    package = folder / "spacy"
    package.mkdir(parents=True)
    code = f"PORT = {port}\n{PACKAGE}".replace("\\\\", "\\")
    (package / "__init__.py").write_text(code, encoding="utf-8")
    return folder

"""What a page says of its encoding."""

import pytest

from annotator.formats.web.charset import declared


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=ISO-8859-1'>", "cp1252"),
        (b'<meta charset = "GB2312" >', "gb18030"),
        (b"<?xml version='1.0' encoding=\"windows-1251\"?>", "cp1251"),
        (b"<meta charset=utf-16>", "utf-8"),
        (b"<meta charset=base64>", None),
        (b"<meta name=x content=charset>", None),
        (b" " * 5_000 + b"<meta charset=koi8-r>", None),
    ],
)
def test_a_declared_encoding_is_what_browsers_take_it_for(data: bytes, name: str | None) -> None:
    assert declared(data) == name

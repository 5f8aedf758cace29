"""The public face: light to import, every promised name there, errors that say what to do."""

import subprocess
import sys

import pytest

import fazhi_ie


def run(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_import_brings_nothing_heavy():
    heavy = "spacy pydantic numpy regex pandas opencc pypinyin spacy_pkuseg cn2an"
    loaded = run(f"import sys, fazhi_ie; print([m for m in {heavy.split()!r} if m in sys.modules])")
    assert loaded == "[]"


def test_extract_does_without_spacy():
    code = "import sys, fazhi_ie; fazhi_ie.extract('市司法局办理案件3件。'); print('spacy' in sys.modules, 'pandas' in sys.modules)"
    assert run(code) == "False False"


def test_every_public_name_is_there():
    for name in fazhi_ie.__all__:
        assert getattr(fazhi_ie, name) is not None
    assert set(fazhi_ie.__all__) <= set(dir(fazhi_ie))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = fazhi_ie.nothing


def test_extract_refuses_what_is_not_text():
    with pytest.raises(TypeError, match=r"fazhi_ie\.read"):
        fazhi_ie.extract(b"bytes")

"""What several tests of research start from."""

import pytest

import leadership_lib as ll
from leadership_lib.research import (
    diagnose_roles,
    example_codes_folder,
    read_codes,
)


@pytest.fixture(scope="session")
def found():
    return diagnose_roles(ll.cases)


@pytest.fixture(scope="session")
def redesigned():
    return diagnose_roles({case.id: case.redesigned for case in ll.cases})


@pytest.fixture
def write(tmp_path):
    """Write a file of a coder: bytes, text, or lines."""

    def written(content, name="a.csv"):
        path = tmp_path / name
        if not isinstance(content, bytes):
            text = content if isinstance(content, str) else "\n".join(content) + "\n"
            content = text.encode("utf-8")
        path.write_bytes(content)
        return path

    return written


@pytest.fixture(scope="session")
def example():
    return read_codes(example_codes_folder())

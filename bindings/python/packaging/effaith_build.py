"""Builds the package: scikit-build-core, and what it does not know of a package inside a repository.

The library lies above the package in a checkout, and beside it (`library/`) in an sdist. So an sdist
is made with a copy of the library's sources, and the version is read from wherever they are.
"""

import contextlib
import re
import shutil
from pathlib import Path

from scikit_build_core.build import (  # noqa: F401  (the hooks that are handed on)
    build_editable,
    build_wheel,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    get_requires_for_build_wheel,
    prepare_metadata_for_build_editable,
    prepare_metadata_for_build_wheel,
)
from scikit_build_core.build import build_sdist as _build_sdist

PACKAGE = Path(__file__).resolve().parent.parent
COPY = PACKAGE / "library"
SOURCES = ("CMakeLists.txt", "LICENSE", "cmake", "include", "src")


def library():
    """Where the library's sources are."""
    return COPY if COPY.is_dir() else PACKAGE.parent.parent


@contextlib.contextmanager
def _copy_of_the_library():
    if COPY.is_dir():  # an sdist made from an sdist
        yield
        return
    above = library()
    try:
        for name in SOURCES:
            source = above / name
            if source.is_dir():
                shutil.copytree(source, COPY / name)
            else:
                COPY.mkdir(exist_ok=True)
                shutil.copy2(source, COPY / name)
        yield
    finally:
        shutil.rmtree(COPY, ignore_errors=True)


def build_sdist(sdist_directory, config_settings=None):
    """An sdist with the library's sources in it."""
    with _copy_of_the_library():
        return _build_sdist(sdist_directory, config_settings)


def dynamic_metadata(field, settings=None, _project=None):
    """The version, from the library's header."""
    if field != "version" or settings:
        raise ValueError("this provider knows the version alone, and takes no settings")
    header = library() / "include" / "effaith" / "version.hpp"
    found = re.search(r'EFFAITH_VERSION "([0-9.]+)"', header.read_text(encoding="utf-8"))
    if found is None:
        raise ValueError(f"{header} does not say the version")
    return found[1]

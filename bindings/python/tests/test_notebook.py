"""The example notebooks: each runs without an error or a warning, and is stored with its outputs."""

import copy
import pathlib

import pytest
from conftest import need

EXAMPLES = pathlib.Path(__file__).resolve().parents[1] / "examples"
NOTEBOOKS = ("what_works.ipynb", "one_learner.ipynb")
LARGEST = 1_000_000  # bytes, figures included


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


@pytest.fixture(scope="module", params=NOTEBOOKS)
def path(request):
    return EXAMPLES / request.param


@pytest.fixture(scope="module")
def stored(path):
    nbformat = need("nbformat")
    return nbformat.read(path, as_version=4)


@pytest.fixture(scope="module")
def executed(stored, tmp_path_factory):
    """The notebook without its outputs, run in an empty folder; an error in a cell is raised."""
    for name in ("ipykernel", "matplotlib", "pandas"):
        need(name)
    nbclient = need("nbclient")
    notebook = copy.deepcopy(stored)
    for cell in code_cells(notebook):
        cell.outputs, cell.execution_count = [], None
    folder = tmp_path_factory.mktemp("notebook")
    nbclient.NotebookClient(
        notebook,
        timeout=600,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
    ).execute()
    assert list(folder.iterdir()) == []
    return notebook


def test_it_runs_without_an_error_or_a_warning(executed):
    outputs = [output for cell in code_cells(executed) for output in cell.outputs]
    assert outputs
    assert [output for output in outputs if output.output_type == "error"] == []
    told = [output.text for output in outputs if output.get("name") == "stderr"]
    assert [text for text in told if "Warning" in text] == []


def test_it_is_stored_with_its_outputs(stored, executed):
    for kept, run in zip(code_cells(stored), code_cells(executed), strict=True):
        kinds, expected = (
            sorted({output.output_type for output in cell.outputs}) for cell in (kept, run)
        )
        assert kinds == expected, kept.source


def test_what_is_stored_is_for_everybody(path, stored):
    assert path.stat().st_size < LARGEST
    assert stored.metadata.kernelspec.name == "python3"
    for cell in code_cells(stored):
        assert "execution" not in cell.metadata
        assert [output for output in cell.outputs if output.get("name") == "stderr"] == []

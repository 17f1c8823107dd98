"""The small catalogue of this folder, once for all its tests."""

import pytest
from counting import catalogue_in

from dxscore.model.loaded import Catalogue


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return catalogue_in(tmp_path_factory.mktemp("catalogue"))

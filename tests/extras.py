"""Which of the package's extras are there: a test that counts with an engine needs all of them."""

from importlib.util import find_spec
from typing import Final

NO_EXTRAS: Final = "the extras for engines are not installed"
THERE: Final = all(find_spec(name) is not None for name in ("ibis", "duckdb", "psycopg", "pyspark"))

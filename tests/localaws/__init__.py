"""Tests of the local AWS."""

import pytest

pytest.register_assert_rewrite("tests.localaws.lives")

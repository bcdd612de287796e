#!/usr/bin/env bash
# Installs a wheel in a fresh environment and runs the tests of the package there.
#
#   python/tests/run.sh WHEEL FOLDER [ARGUMENT...]
#
# FOLDER is made anew; ARGUMENTs go to pytest. With EDCA_TEST_SPARK=yes the tests of Spark run too, which need Java.
set -euo pipefail
wheel=$(realpath "$1")
folder=$2
shift 2
tests=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
extras=pandas,pyarrow
[ "${EDCA_TEST_SPARK:-no}" = no ] || extras=$extras,spark
rm -rf "$folder"
python3 -m venv "$folder"
# Without any extra the package has to do.
"$folder/bin/pip" install -q "$wheel"
"$folder/bin/python" -c 'import edca, sys; assert not {"pyarrow", "pandas", "numpy"} & set(sys.modules)'
"$folder/bin/edca" --version
"$folder/bin/pip" install -q pytest mypy "$wheel[$extras]"
export PYSPARK_PYTHON=$PWD/$folder/bin/python
cd "$tests"
"$OLDPWD/$folder/bin/python" -m pytest -q "$@"

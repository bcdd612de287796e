"""libcoveocds with a standard that lies in a zip: cove.py STANDARD.zip PACKAGE."""
import sys

from libcoveocds.api import ocds_json_output
from libcoveocds.config import LibCoveOCDSConfig

with open(sys.argv[1], "rb") as file:
    config = LibCoveOCDSConfig({"standard_zip": file.read(), "context": "api"})
result = ocds_json_output(file=sys.argv[2], schema_version="1.1", lib_cove_ocds_config=config)
print(f"{result['count']} releases, {len(result['validation_errors'])} errors")

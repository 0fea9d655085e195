"""What pyHanko says of the signatures in PDF files: a line of JSON for each file.

Arguments: `strict` or `lenient`, for how the files are read; a trusted certificate in PEM; files."""

import json
import sys

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko_certvalidator import ValidationContext


def status_of(signature, trusted):
    context = ValidationContext(trust_roots=trusted, allow_fetching=False)
    if signature.sig_object["/Type"] == "/DocTimeStamp":
        status = validate_pdf_timestamp(signature, context)
    else:
        status = validate_pdf_signature(signature, context)
    level = status.modification_level
    timestamp = getattr(status, "timestamp_validity", None)
    return {
        "fieldName": signature.field_name,
        "valid": status.valid and status.trusted and status.intact,
        "passed": status.bottom_line if hasattr(status, "bottom_line") else status.valid,
        "coverage": status.coverage.name,
        "changes": level.name if level else None,
        "certifies": signature.docmdp_level.value if signature.docmdp_level else None,
        "timestamped": bool(timestamp and timestamp.valid and timestamp.trusted),
        "subFilter": signature.sig_object["/SubFilter"][1:],
    }


def main(mode, trusted, *files):
    trusted = [load_cert_from_pemder(name) for name in trusted.split(",")]
    for name in files:
        with open(name, "rb") as file:
            reader = PdfFileReader(file, strict=mode == "strict")
            statuses = [status_of(one, trusted) for one in reader.embedded_signatures]
        print(json.dumps(statuses))


main(*sys.argv[1:])

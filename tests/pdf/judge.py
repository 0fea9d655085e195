"""What pyHanko says of the signatures in PDF files: a line of JSON for each file.

Arguments: `strict` or `lenient`, for how the files are read, or `lasting`, for the first signature of each as
ETSI EN 319 102-1 §5.6.3 judges it with nothing but what is in the file, revocation data required; trusted
certificates in PEM, by commas; files."""

import asyncio
import json
import sys

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import (
    REQUIRE_REVINFO,
    CertRevTrustPolicy,
)
from pyhanko_certvalidator.registry import SimpleTrustManager


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


def lasting(signature, trusted):
    policy = CertValidationPolicySpec(
        trust_manager=SimpleTrustManager.build(trust_roots=trusted),
        revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO),
    )
    gathering = RevocationInfoGatheringSpec(
        online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY
    )
    specification = PdfSignatureValidationSpec(
        SignatureValidationSpec(
            cert_validation_policy=policy, revinfo_gathering_policy=gathering
        )
    )
    result = asyncio.run(ades_lta_validation(signature, specification))
    return {
        "indication": result.ades_subindic.status.name,
        "from": str(result.oldest_evidence_record_timestamp is not None),
    }


def main(mode, trusted, *files):
    trusted = [load_cert_from_pemder(name) for name in trusted.split(",")]
    for name in files:
        with open(name, "rb") as file:
            signatures = PdfFileReader(file, strict=mode != "lenient").embedded_signatures
            if mode == "lasting":
                print(json.dumps(lasting(signatures[0], trusted)))
            else:
                print(json.dumps([status_of(one, trusted) for one in signatures]))


main(*sys.argv[1:])

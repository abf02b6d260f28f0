"""The traits that services, operations, shapes and members share."""

from smithwright.sources.c2j.schema import Documented
from smithwright.sources.document import Json


def common_traits(documented: Documented) -> dict[str, Json]:
    """Returns documentation and deprecation as traits."""
    traits: dict[str, Json] = {}
    if documentation := documented.get("documentation"):
        traits["smithy.api#documentation"] = documentation
    if documented.get("deprecated"):
        message = documented.get("deprecatedMessage")
        since = documented.get("deprecatedSince")
        traits["smithy.api#deprecated"] = {
            **({"message": message} if message else {}),
            **({"since": since} if since else {}),
        }
    return traits

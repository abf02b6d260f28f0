"""The traits that services, operations, shapes and members share."""

from ..document import Json
from .schema import Documented


def common_traits(documented: Documented) -> dict[str, Json]:
    """Return documentation and deprecation as traits."""
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

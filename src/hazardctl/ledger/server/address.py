"""Where a server's ledger is; its password is never shown."""

from urllib.parse import urlsplit

from msgspec import Struct


class Address(Struct, frozen=True):
    """A libpq address: `postgresql://host:port/database`. Passwords belong into PGPASSFILE."""

    url: str

    def __str__(self) -> str:
        """Return it as it is shown: without what is secret."""
        try:
            parts = urlsplit(self.url)
        except ValueError:
            return "postgresql://…"
        host = parts.hostname or "localhost"
        try:
            port = f":{parts.port}" if parts.port else ""
        except ValueError:
            # What stands there is no port, and may be part of a password: whoever connects is told what is wrong.
            return f"postgresql://{host}"
        return f"postgresql://{host}{port}{parts.path}"

"""`/v1/health`: whether the service can decide, and with what."""

import msgspec
from litestar import get
from litestar.di import NamedDependency

from api.decisions import Service
from engine.identity import engine_version


class MarketHealth(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the packs of a market are loaded."""

    market: str
    loaded: bool


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """
    What this service is.

    Attributes:
        status: ``ok``, or ``degraded`` when a pack did not load and its market holds.
        version: Version of Lotgate.
        engine: Digest of the engine.
        packset: Version of the pack set.
        packset_digest: Its digest.
        markets: Its markets.
    """

    status: str
    version: str
    engine: str
    packset: str
    packset_digest: str
    markets: list[MarketHealth]


@get("/v1/health", operation_id="GetHealth", sync_to_thread=False, tags=["health"])
def health(service: NamedDependency[Service]) -> Health:
    """Tell whether the service can decide, and with what."""
    packset = service.packset
    markets = [
        MarketHealth(market=market, loaded=all(one.pack is not None for one in listed))
        for market, listed in sorted(packset.markets.items())
    ]
    return Health(
        status="ok" if all(market.loaded for market in markets) else "degraded",
        version=engine_version(),
        engine=packset.engine,
        packset=packset.version,
        packset_digest=packset.digest,
        markets=markets,
    )

"""What commands that read files and addresses share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from assetmap.errors import FeedError
from assetmap.ingest.feeds.address import is_address, parse_address, parse_admission

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.ingest.feeds.address import Address


class SourceType(click.ParamType[Any]):
    """A path or an address, told apart by how it begins."""

    name = "source"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path | Address:
        """Return the address or the path that was typed; an error of ours if it is neither."""
        del param, ctx
        return parse_address(value) if is_address(value) else Path(value)


class _AdmissionType(click.ParamType[Any]):
    name = "HOST:PORT"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, int]:
        try:
            return parse_admission(value)
        except FeedError as error:
            self.fail(str(error), param, ctx)


admission_option: Final[Callable[[Any], Any]] = click.option(
    "--allow-inside",
    "admitted",
    type=_AdmissionType(),
    multiple=True,
    help="Fetch from this host although it lies inside this machine or its network; may be "
    "given several times.",
)

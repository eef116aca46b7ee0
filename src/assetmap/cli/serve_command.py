"""`assetmap serve`: both faces of a place in a browser."""

from __future__ import annotations

import click

from assetmap.cli.options import store_option
from assetmap.cli.preparing import prepare_measures


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8501, show_default=True, type=click.IntRange(0, 65535), help="0: any free."
)
@click.option("--public-only", is_flag=True, help="Serve the public face alone.")
@click.option(
    "--rate-limit",
    default=600,
    show_default=True,
    type=click.IntRange(0, 1_000_000),
    help="Requests a minute that one address may make of the public pages; 0: any number.",
)
@store_option
def command(
    host: str,
    port: int,
    public_only: bool,  # noqa: FBT001 - click passes its options by name
    rate_limit: int,
    store_address: str,
) -> None:
    """Serve the public site at / and, on this machine alone, the app at /app.

    Any --host but this machine's own serves the public face alone.
    """
    serve_place(store_address, host=host, port=port, public_only=public_only, rate_limit=rate_limit)


def serve_place(
    store_address: str, *, host: str, port: int, public_only: bool, rate_limit: int = 600
) -> None:
    """Serve until asked to end, and print the addresses of both faces once they answer."""
    from assetmap.web.serve import is_loopback, serve  # noqa: PLC0415 - streamlit takes a second

    def announce(address: str) -> None:
        click.echo(f"The public page: {address}")
        if is_loopback(host) and not public_only:
            click.echo(f"The map, for people who work in the system: {address}app/")
        click.echo("Ctrl+C ends it.")

    if not public_only:
        prepare_measures()
    serve(
        store_address,
        host,
        port,
        public_only=public_only,
        announce=announce,
        rate_limit=rate_limit,
    )

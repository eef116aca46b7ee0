"""`assetmap serve`: both faces of a place in a browser."""

from __future__ import annotations

import click

from assetmap.cli.options import store_option


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8501, show_default=True, type=click.IntRange(0, 65535), help="0: any free."
)
@click.option("--public-only", is_flag=True, help="Serve the public face alone.")
@store_option
def command(
    host: str,
    port: int,
    public_only: bool,  # noqa: FBT001 - click passes its options by name
    store_address: str,
) -> None:
    """Serve the public site at / and, on this machine alone, the app at /app.

    Any --host but this machine's own serves the public face alone.
    """
    from assetmap.web.serve import serve  # noqa: PLC0415 - streamlit takes a second to import

    serve(store_address, host=host, port=port, public_only=public_only, announce=click.echo)

"""What the public site is told, put aside without making anybody wait."""

from __future__ import annotations

import asyncio
import logging
from functools import cached_property
from typing import TYPE_CHECKING, Final

from itsdangerous import BadSignature, URLSafeTimedSerializer

from assetmap.errors import StoreError
from assetmap.store.public_box import PublicBox, box_path

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.views.public.results import Results

_GOOD_FOR_S: Final = 4 * 60 * 60
_SALT: Final = "something wrong here"
_LOG: Final = logging.getLogger(__name__)


class Told:
    """The box of the public site, and the signatures of its forms.

    Parameters
    ----------
    store_address
        The store beside which the box is.
    """

    def __init__(self, store_address: str) -> None:
        self._box = PublicBox(box_path(store_address))

    def token(self, activity_id: str) -> str:
        """Return what a form about an activity must send back."""
        return self._signer.dumps(activity_id)

    def is_ours(self, token: str, activity_id: str) -> bool:
        """Tell whether a form about an activity was made here, in the last four hours."""
        try:
            said: object = self._signer.loads(token, max_age=_GOOD_FOR_S)
        except BadSignature:
            return False
        return said == activity_id

    async def put_note(self, activity_id: str, reason: str, words: str, day: dt.date) -> None:
        """Keep a note."""
        await asyncio.to_thread(self._box.put_note, activity_id, reason, words, sent_on=day)

    def count_nothing_found(self, found: Results, day: dt.date) -> None:
        """Count a search that found nothing: its theme, ward and week, nothing else."""
        need_id = found.question.need or (found.senses[0][0] if found.senses else "")
        ward = "" if found.place is None else found.place.ward_code
        try:
            self._box.count_nothing_found(need_id, ward, on=day)
        except StoreError as error:
            # Whoever searched has the answer already; a count less is no harm.
            _LOG.warning("A search could not be counted: %s", type(error).__name__)

    @cached_property
    def _signer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self._box.secret(), salt=_SALT)

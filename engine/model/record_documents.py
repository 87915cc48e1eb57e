"""Records as documents: what was written down, whole, beside the fields that the dictionary knows."""

import datetime as dt
from typing import Annotated

from msgspec import UNSET, UnsetType

from engine.model.codes import RecordType
from engine.model.fields import Entity, said
from engine.model.values import Identifier, Text


class RecordDocument(Entity, frozen=True, kw_only=True):
    """A record of the lot; its content is JSON, which is held as text so that not a digit of it changes."""

    id: Annotated[Identifier, said("Record", "记录编号")]
    record_type: Annotated[RecordType, said("Record type", "记录类别")]
    dated: Annotated[dt.date | UnsetType, said("Dated", "记录日期", occurred=True)] = UNSET
    languages: Annotated[list[Text] | UnsetType, said("Languages", "语言")] = UNSET
    content: Annotated[Text | UnsetType, said("Content as JSON", "内容（JSON）")] = UNSET

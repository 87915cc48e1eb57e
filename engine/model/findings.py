"""What records amount to: computed from a dossier by a pack, and read by its requirements as `findings`."""

from typing import Annotated

from engine.model.fields import Entity, said
from engine.model.inspection_finding import InspectedCharacteristic
from engine.model.process_finding import WatchedProcess
from engine.model.supplier_finding import ScoredSupplier


class Findings(Entity, frozen=True, kw_only=True):
    """Inspection, process and supplier findings of one pack; what is no entry was not judged."""

    inspection: Annotated[
        dict[str, InspectedCharacteristic],
        said("Inspection findings", "检验判定", "By number of the characteristic", "按特性编号"),
    ]
    process: Annotated[dict[str, WatchedProcess], said("Process findings", "过程判定", "By step", "按工序")]
    suppliers: Annotated[dict[str, ScoredSupplier], said("Supplier findings", "供方评级", "By supplier", "按供方")]

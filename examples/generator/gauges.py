"""Machines and gauges of the lots beside the catheter's."""

from engine.model.equipment_codes import EquipmentKind
from examples.generator.machines import Machine, Range

K = EquipmentKind
CAMERA = Machine("EQ-VIS-03", "Label camera 3", K.test, "Cognex", "In-Sight 7802", "Packaging", software="23.2")
MONITOR = Machine("EQ-EMS-01", "Room monitoring system", K.monitoring, "Vaisala", "viewLinc", "Plant", software="5.2")
MILL = Machine(
    "EQ-CNC-07", "Machining centre 7", K.production, "Fanuc", "Robodrill a-D21", "Machine shop", software="9"
)
WASHER = Machine("EQ-US-02", "Ultrasonic washer 2", K.production, "Elma", "X-tra 800", "Cleanroom B, washing")
SEALER = Machine("EQ-SEAL-04", "Bar sealer 4", K.production, "Hawo", "HPL 630", "Cleanroom B, line 3", software="2.8")
LASER = Machine("EQ-LSR-02", "Marking laser 2", K.production, "Trumpf", "TruMark 5020", "Marking", software="3.1")
BATH = Machine("EQ-PAS-01", "Passivation line 1", K.production, "Own build", "PAS-1", "Finishing", software="1.4")
VESSEL = Machine("EQ-MIX-03", "Mixing vessel 3", K.production, "Zeta", "ZV-200", "Reagent room", software="2.2")
FILLER = Machine(
    "EQ-FIL-02", "Filling machine 2", K.production, "Bausch+Stroebel", "FVF 5060", "Reagent room", software="6.0"
)
IRRADIATOR = Machine("EQ-GAM-01", "Cobalt irradiator", K.steriliser, "Nordion", "JS-10000", "Suzhou", "2026-03-02")
COORDINATES = Machine(
    "EQ-CMM-02",
    "Coordinate measuring machine 2",
    K.measuring,
    "Zeiss",
    "Contura",
    "Laboratory",
    "2026-03-24",
    Range("0", "700", "0.001", "0.002", "0.004", "mm"),
)
FILM = Machine(
    "EQ-EDC-01",
    "Eddy current film gauge",
    K.measuring,
    "Fischer",
    "FMP40",
    "Laboratory",
    "2026-05-06",
    Range("0", "20", "0.01", "0.05", "0.10", "um"),
)
TENSILE = Machine(
    "EQ-TEN-01",
    "Tensile tester 1",
    K.test,
    "Instron",
    "5943",
    "Laboratory",
    "2026-02-26",
    Range("0", "500", "0.01", "0.05", "0.25", "N"),
)
HARDNESS = Machine(
    "EQ-HRC-01",
    "Hardness tester",
    K.test,
    "Wilson",
    "Rockwell 574",
    "Laboratory",
    "2026-06-10",
    Range("20", "70", "0.1", "0.4", "1.0", "{HRC}"),
)
CALLIPER = Machine(
    "EQ-CAL-11",
    "Calliper 11",
    K.measuring,
    "Mitutoyo",
    "CD-15",
    "Machine shop",
    "2026-04-29",
    Range("0", "200", "0.01", "0.02", "0.03", "mm"),
)
ANALYSER = Machine(
    "EQ-BCA-01",
    "Clinical chemistry analyser",
    K.test,
    "Beckman Coulter",
    "AU680",
    "Laboratory",
    "2026-01-20",
    Range("0", "400", "0.1", "0.4", "1.0", "mg/L"),
    "11.2",
)
PHOTOMETER = Machine(
    "EQ-UV-01",
    "Spectrophotometer 1",
    K.test,
    "Shimadzu",
    "UV-1900i",
    "Laboratory",
    "2026-02-10",
    Range("0", "3", "0.001", "0.004", "0.010", "{AU}"),
    "1.3",
)
BALANCE = Machine(
    "EQ-BAL-03",
    "Checkweigher 3",
    K.measuring,
    "Mettler Toledo",
    "XPR",
    "Reagent room",
    "2026-03-30",
    Range("0", "200", "0.01", "0.01", "0.05", "g"),
)
METER = Machine(
    "EQ-PH-02",
    "pH meter 2",
    K.measuring,
    "Mettler Toledo",
    "S220",
    "Reagent room",
    "2026-08-03",
    Range("0", "14", "0.01", "0.02", "0.05", "[pH]"),
)

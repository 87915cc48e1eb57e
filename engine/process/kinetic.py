"""Mean kinetic temperature: the constant temperature that would do the harm of the recorded ones."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# Molar gas constant in kJ/(mol K), exact since 2019 (SI Brochure, 9th edition).
GAS_CONSTANT = 8.31446261815324e-3


def mean_kinetic(
    kelvin: "npt.NDArray[np.float64]", weights: "npt.NDArray[np.float64]", activation_energy: float
) -> float:
    """
    Compute the mean kinetic temperature.

    Args:
        kelvin: Temperatures in kelvin, above 0. Shape ``(n,)``, ``n >= 1``.
        weights: How long each of them lasted, in any one unit; not all zero. Shape ``(n,)``.
        activation_energy: In kJ/mol, above 0.

    Returns:
        Kelvin; between the lowest and the highest temperature, and not below their mean.

    Source:
        J. D. Haynes, "Worldwide virtual temperatures for product stability testing", J. Pharmaceutical Sciences
        60(6), 1971; USP <1079.2>.
    """
    import numpy as np

    exponents = -activation_energy / GAS_CONSTANT / kelvin
    top = float(exponents.max())
    mean = float(weights @ np.exp(exponents - top)) / float(weights.sum())
    return float(-activation_energy / GAS_CONSTANT / (top + np.log(mean)))

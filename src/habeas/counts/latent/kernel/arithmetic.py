"""Exponential and logarithms from additions and products alone.

The mathematical libraries of two machines may differ in the last bit, and a chain of a million
steps turns the last bit into another figure. Plain IEEE operations give the same draws everywhere,
and the compiler can work on several of them at once.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir  # type: ignore[import-untyped] # it comes without types, like numba
from numba import types
from numba.extending import intrinsic

from habeas.counts.latent.kernel.compiled import compiled, compiled_inline

_LOG2_E = 1.4426950408889634
_LN2_HIGH = 6.93147180369123816490e-01
_LN2_LOW = 1.90821492927058770002e-10
# Added and taken away again, it leaves the nearest whole number.
_ROUNDING = 6755399441055744.0
LARGEST_EXPONENT = 700.0
HALF_LOG_TWO_PI = 0.9189385332046727
_EXPONENT_OF_ONE = 1023 << 52


@intrinsic
def _bits_to_float(context: Any, bits: Any) -> Any:
    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.DoubleType())

    return types.float64(types.int64), code


@intrinsic
def _float_to_bits(context: Any, value: Any) -> Any:
    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.IntType(64))

    return types.int64(types.float64), code


@compiled_inline
def exponential_of(x: float) -> float:
    """exp(x), to 2 units in the last place; x is taken as at most ±700."""
    x = x if x < LARGEST_EXPONENT else LARGEST_EXPONENT
    x = x if x > -LARGEST_EXPONENT else -LARGEST_EXPONENT
    rounded = x * _LOG2_E + _ROUNDING
    turns = rounded - _ROUNDING
    r = (x - turns * _LN2_HIGH) - turns * _LN2_LOW
    s = r * r
    low = (1.0 + r) + s * (0.5 + r * (1.0 / 6.0))
    middle = (1.0 / 24.0 + r * (1.0 / 120.0)) + s * (1.0 / 720.0 + r * (1.0 / 5040.0))
    high = (1.0 / 40320.0 + r * (1.0 / 362880.0)) + s * (1.0 / 3628800.0 + r * (1.0 / 39916800.0))
    fourth = s * s
    value = low + fourth * (middle + fourth * high)
    # The last bits of `rounded` are those of the whole number: they become the exponent.
    power: float = _bits_to_float((_float_to_bits(rounded) << 52) + _EXPONENT_OF_ONE)
    return value * power


@compiled
def logarithm(x: float) -> float:
    """log(x) for a positive, normal x, to 2 units in the last place."""
    bits: int = _float_to_bits(x)
    # 0x3FE6A09E667F3BCD is the square root of a half: the mantissa comes to lie around one.
    exponent = (bits - 0x3FE6A09E667F3BCD) >> 52
    mantissa: float = _bits_to_float(bits - (exponent << 52))
    s = (mantissa - 1.0) / (mantissa + 1.0)
    z = s * s
    series = 1.0 / 19.0
    series = series * z + 1.0 / 17.0
    series = series * z + 1.0 / 15.0
    series = series * z + 1.0 / 13.0
    series = series * z + 1.0 / 11.0
    series = series * z + 1.0 / 9.0
    series = series * z + 1.0 / 7.0
    series = series * z + 1.0 / 5.0
    series = series * z + 1.0 / 3.0
    return exponent * _LN2_HIGH + (2.0 * s + (2.0 * s * z * series + exponent * _LN2_LOW))


@compiled
def log_one_plus_exponential(x: float) -> float:
    """log(1 + exp(x)) without overflow."""
    if x > 36.0:
        return x
    if x < -36.0:
        return exponential_of(x)
    return logarithm(1.0 + exponential_of(x))


@compiled
def log_gamma(x: float) -> float:
    """log Γ(x) for x > 0: Stirling's series, after shifting x above 8."""
    product = 1.0
    while x < 8.0:
        product *= x
        x += 1.0
    inverse = 1.0 / x
    square = inverse * inverse
    series = inverse * (
        1.0 / 12.0
        - square
        * (1.0 / 360.0 - square * (1.0 / 1260.0 - square * (1.0 / 1680.0 - square / 1188.0)))
    )
    return (x - 0.5) * logarithm(x) - x + HALF_LOG_TWO_PI + series - logarithm(product)


@compiled
def stirling_rest(k: float) -> float:
    """log k! less Stirling's first terms (k + ½) log(k + 1) - (k + 1) + ½ log 2π."""
    if k < 8.0:
        return log_gamma(k + 1.0) - ((k + 0.5) * logarithm(k + 1.0) - (k + 1.0) + HALF_LOG_TWO_PI)
    inverse = 1.0 / (k + 1.0)
    square = inverse * inverse
    return inverse * (
        1.0 / 12.0 - square * (1.0 / 360.0 - square * (1.0 / 1260.0 - square / 1680.0))
    )

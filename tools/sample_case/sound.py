"""A second of silence: a file that is kept, and that no reader can read."""

from __future__ import annotations

import io
import wave


def message() -> bytes:
    """A mono WAV file of one second at 8 kHz, 8 bits."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * 8000)
    return buffer.getvalue()

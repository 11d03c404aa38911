"""pdfium's functions, to be called with bare addresses.

ctypes passes an integer on without making objects, so that one `map` a property reads all
characters of a page into one buffer: that is what makes reading fast (docs/performance.md).
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2_raw as raw

_Address, _Int, _Double = ctypes.c_void_p, ctypes.c_int, ctypes.c_double
# An address as a plain number: 0 where there is none.
_Handle = ctypes.c_size_t


def _function(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(getattr(raw, name), _Address).value
    # As CFUNCTYPE, but the interpreter's lock is kept: taking it again is a seventh of a call.
    function: Callable[..., Any] = ctypes.PYFUNCTYPE(result, *arguments)(address or 0)
    return function


def address(value: Any) -> int:
    """The address of a handle that pypdfium2's own functions gave."""
    return ctypes.cast(value, _Address).value or 0


# Characters of a text page: (text page, index, …)
text_of = _function("FPDFText_GetText", _Int, _Address, _Int, _Int, _Address)
unicode_of = _function("FPDFText_GetUnicode", ctypes.c_uint, _Address, _Int)
text_object = _function("FPDFText_GetTextObject", _Handle, _Address, _Int)
is_unmapped = _function("FPDFText_HasUnicodeMapError", _Int, _Address, _Int)
origin = _function("FPDFText_GetCharOrigin", _Int, _Address, _Int, _Address, _Address)
loose_box = _function("FPDFText_GetLooseCharBox", _Int, _Address, _Int, _Address)
char_matrix = _function("FPDFText_GetMatrix", _Int, _Address, _Int, _Address)
font_size = _function("FPDFText_GetFontSize", _Double, _Address, _Int)

# Page objects: (object, …)
render_mode = _function("FPDFTextObj_GetTextRenderMode", _Int, _Address)
fill_colour = _function("FPDFPageObj_GetFillColor", _Int, *[_Address] * 5)
stroke_colour = _function("FPDFPageObj_GetStrokeColor", _Int, *[_Address] * 5)
object_type = _function("FPDFPageObj_GetType", _Int, _Address)
matrix = _function("FPDFPageObj_GetMatrix", _Int, _Address, _Address)
bounds = _function("FPDFPageObj_GetBounds", _Int, *[_Address] * 5)
text_size = _function("FPDFTextObj_GetFontSize", _Int, _Address, _Address)
text_font = _function("FPDFTextObj_GetFont", _Address, _Address)
font_is_embedded = _function("FPDFFont_GetIsEmbedded", _Int, _Address)
font_name = _function(
    "FPDFFont_GetBaseFontName", ctypes.c_size_t, _Address, _Address, ctypes.c_size_t
)
stroke_width = _function("FPDFPageObj_GetStrokeWidth", _Int, _Address, _Address)

remove_object = _function("FPDFPage_RemoveObject", _Int, _Address, _Address)
destroy_object = _function("FPDFPageObj_Destroy", None, _Address)
set_active = _function("FPDFPageObj_SetIsActive", _Int, _Address, _Int)

# Marked content: (object, …), (object, mark), (mark, key)
count_marks = _function("FPDFPageObj_CountMarks", _Int, _Address)
mark = _function("FPDFPageObj_GetMark", _Handle, _Address, ctypes.c_ulong)
remove_mark = _function("FPDFPageObj_RemoveMark", _Int, _Address, _Address)
mark_value_type = _function("FPDFPageObjMark_GetParamValueType", _Int, _Address, ctypes.c_char_p)

# Objects of a page or a form: (container, index)
page_object = _function("FPDFPage_GetObject", _Address, _Address, _Int)
form_object = _function("FPDFFormObj_GetObject", _Address, _Address, ctypes.c_ulong)
count_form_objects = _function("FPDFFormObj_CountObjects", _Int, _Address)

# Paths, their segments, and the paths they are clipped to
draw_mode = _function("FPDFPath_GetDrawMode", _Int, _Address, _Address, _Address)
count_segments = _function("FPDFPath_CountSegments", _Int, _Address)
segment = _function("FPDFPath_GetPathSegment", _Address, _Address, _Int)
point = _function("FPDFPathSegment_GetPoint", _Int, _Address, _Address, _Address)
segment_type = _function("FPDFPathSegment_GetType", _Int, _Address)
closes = _function("FPDFPathSegment_GetClose", _Int, _Address)
clip_path = _function("FPDFPageObj_GetClipPath", _Address, _Address)
count_clips = _function("FPDFClipPath_CountPaths", _Int, _Address)
count_clip_segments = _function("FPDFClipPath_CountPathSegments", _Int, _Address, _Int)
clip_segment = _function("FPDFClipPath_GetPathSegment", _Address, _Address, _Int, _Int)

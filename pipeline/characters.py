"""Counting characters, and look-alike code points: what a PDF calls ⼀ or ⻔ is the ordinary 一, 门."""

from __future__ import annotations

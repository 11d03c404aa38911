"""Made-up scans: a PDF's sheets drawn, then skewed, blurred, made noisy, sealed and packed as pictures."""

from __future__ import annotations

import io
import math
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter


@dataclass(frozen=True, slots=True)
class Scanner:
    """What a scanner does to a sheet. `skew` in degrees, `blur` in pixels, `noise` of 255, `quality` of
    JPEG; `seals` on so large a share of the sheets; `shadow` by how much one side is darker, of 1."""

    dpi: int = 200
    colour: bool = False
    skew: float = 0.0
    blur: float = 0.0
    noise: float = 0.0
    quality: int = 80
    seals: float = 0.0
    shadow: float = 0.0
    turn: int = 0


def random_scanner(seed: int) -> Scanner:
    """A scanner of an office, clean or not."""
    rng = random.Random(f"scanner {seed}")
    colour = rng.random() < 0.5
    return Scanner(
        dpi=rng.choice((150, 200, 200, 300)),
        colour=colour,
        skew=rng.choice((0.0, rng.uniform(-1.5, 1.5))),
        blur=rng.choice((0.0, rng.uniform(0.3, 0.9))),
        noise=rng.uniform(0, 10),
        quality=rng.choice((60, 75, 90)),
        seals=0.3 if colour and rng.random() < 0.5 else 0.0,
        shadow=rng.choice((0.0, 0.25)),
    )


def scanned(pdf: Path, scanner: Scanner, seed: int) -> bytes:
    """A PDF whose sheets are pictures of another's."""
    rng = random.Random(f"sheets {seed}")
    with pypdfium2.PdfDocument(pdf) as document:
        drawn = [page.render(scale=scanner.dpi / 72).to_pil().convert("RGB") for page in document]
    sheets = [_sheet(image, scanner, rng) for image in drawn]
    packed = [_packed(sheet, scanner.quality) for sheet in sheets]
    out = io.BytesIO()
    packed[0].save(
        out,
        "PDF",
        resolution=scanner.dpi,
        save_all=True,
        append_images=packed[1:],
        quality=scanner.quality,
    )
    return out.getvalue()


def _sheet(image: Image.Image, scanner: Scanner, rng: random.Random) -> Image.Image:
    if rng.random() < scanner.seals:
        image = ImageChops.multiply(image, _seal(image.size, scanner.dpi, rng))
    skew = scanner.skew * rng.uniform(0.5, 1.0)
    image = image.rotate(skew, Image.Resampling.BICUBIC, fillcolor="white")
    image = image.filter(ImageFilter.GaussianBlur(scanner.blur))
    pixels = np.asarray(image, dtype=np.float64)
    if scanner.shadow:
        pixels = pixels * np.linspace(1 - scanner.shadow, 1, pixels.shape[1])[None, :, None]
    noise = np.random.default_rng(rng.randrange(2**32)).normal(0, scanner.noise, pixels.shape[:2])
    pixels = (pixels - 8 + noise[:, :, None]).clip(0, 255)
    image = Image.fromarray(pixels.astype(np.uint8))
    image = image if scanner.colour else image.convert("L")
    return image.rotate(90 * scanner.turn, expand=True)


def _packed(image: Image.Image, quality: int) -> Image.Image:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return Image.open(out)


def _seal(size: tuple[int, int], dpi: int, rng: random.Random) -> Image.Image:
    layer = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(layer)
    radius = 0.8 * dpi
    x, y = (rng.uniform(radius, extent - radius) for extent in size)
    red, line = (214, 40, 50), max(2, dpi // 40)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=red, width=line)
    star = [
        (x + r * math.sin(a), y - r * math.cos(a))
        for i in range(10)
        for a, r in [(i * math.pi / 5, radius * (0.3 if i % 2 == 0 else 0.12))]
    ]
    draw.polygon(star, fill=red)
    for i in range(12):
        a = i * math.pi / 6
        cx, cy = x + 0.75 * radius * math.sin(a), y - 0.75 * radius * math.cos(a)
        w = radius * 0.09
        draw.rectangle((cx - w, cy - w, cx + w, cy + w), outline=red, width=line)
    return layer

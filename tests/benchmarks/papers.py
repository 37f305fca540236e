"""Papers against other engines, on the same content: `python tests/benchmarks/papers.py [CHAPTERS]`.

Prints CPU milliseconds a page (imports and fonts loaded before) and how often phrases are found by poppler and by pdfium (the
reader of QtPdf), for Safir, WeasyPrint, fpdf2 with shaping and, where `soffice` is there, LibreOffice; then time and peak memory
of a book of 300 pages. WeasyPrint and fpdf2 are installed into the user's cache the first time. Exit status 1 when a promise
fails: fewer milliseconds than WeasyPrint and fpdf2, more hits than each of the others, at most 250 MB. The aim of 20 milliseconds
is marked where it is missed.
"""

import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from app.core.paths import resources, user_cache  # noqa: E402
from app.papers.document import Block, Bullets, Column, ColumnKind, Document, Heading, Paragraph, Table  # noqa: E402

ENGINES = ("weasyprint==70.0", "fpdf2==2.8.9")
CHAPTERS = 24
BOOK_CHAPTERS = 150
AIM_MS, MOST_MB = 20.0, 250.0
FONTS = resources() / "fonts"
PHRASES = ("تفاهم‌نامه", "همکاری", "اسلامی", "شبکهٔ", "گفت‌وگو", "۱۴۰۳/۰۵/۱۲", "Sister")
HEADS = ("ردیف", "موضوع", "مسئول", "تاریخ", "وضعیت")
_SENTENCES = (
    "تفاهم‌نامهٔ خواهرخواندگی (\u2066Sister City Agreement\u2069) در تاریخ ۱۴۰۳/۰۵/۱۲ با شورای اسلامی شهر امضا شد.",
    "گفت‌وگو دربارهٔ شبکهٔ شهرها ادامه دارد و سهم حمل‌ونقل عمومی ۳۶٫۵٪ است (۲۳ آذر).",
    "همکاری دو شهر در حوزهٔ مدیریت پسماند، هوای پاک و تاب‌آوری شهری گسترش می‌یابد.",
    "دبیرخانه گزارش پیشرفت را می‌نویسد و برای هر بند مسئول و مهلت تعیین می‌کند.",
)
_LETTERS = "ابپتثجچحخدرزسشصطعغفقکگلمنوهی"


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one chapter says, whoever sets it."""

    title: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def chapters(count: int) -> list[Chapter]:
    """Write chapters of words that hardly repeat, so that no cache helps more than in life."""
    dice = random.Random(11)
    words = ["".join(dice.choices(_LETTERS, k=dice.randint(2, 8))) for _each in range(6000)]

    def text(length: int) -> str:
        return " ".join((*dice.choices(words, k=length), dice.choice(_SENTENCES)))

    return [
        Chapter(
            f"فصل {number}: همکاری با شهر {dice.choice(words)}",
            tuple(text(90) for _each in range(4)),
            tuple(text(8) for _each in range(4)),
            tuple(
                (str(row), " ".join(dice.choices(words, k=6)), dice.choice(words), "۱۴۰۳/۰۵/۱۲", "در جریان") for row in range(8)
            ),
        )
        for number in range(1, count + 1)
    ]


def document_of(content: list[Chapter]) -> Document:
    """Put chapters into a document of ours."""
    blocks: list[Block] = []
    kinds = (ColumnKind.NUMBER, ColumnKind.TEXT, ColumnKind.TEXT, ColumnKind.DATE, ColumnKind.TEXT)
    columns = tuple(Column(head, weight, kind) for head, weight, kind in zip(HEADS, (0.5, 3, 1.2, 1.2, 1), kinds, strict=True))
    for chapter in content:
        blocks += [Heading(chapter.title, new_page=True), *map(Paragraph, chapter.paragraphs), Bullets(chapter.points)]
        blocks.append(Table(columns, chapter.rows))
    return Document("دفترچهٔ آزمون", "fa", "عادی", "امروز", tuple(blocks))


def html_of(content: list[Chapter]) -> str:
    """Put chapters into a page of HTML with our sizes."""
    faces = "".join(
        f"@font-face{{font-family:V;font-weight:{weight};src:url({(FONTS / f'Vazirmatn-{name}.ttf').as_uri()})}}"
        for name, weight in (("Regular", 400), ("Bold", 700))
    )
    style = (
        "@page{size:A4;margin:26mm 20mm 23mm;@bottom-center{content:counter(page) '/' counter(pages)}}"
        "body{font:11pt/20pt V;direction:rtl;text-align:justify}h1{font-size:18pt;page-break-before:always}"
        "td,th{font-size:9pt;line-height:15pt;border-bottom:.5pt solid #ccc}table{width:100%;border-collapse:collapse}"
    )
    body = []
    for chapter in content:
        body.append(f"<h1>{escape(chapter.title)}</h1>")
        body += [f"<p>{escape(text)}</p>" for text in chapter.paragraphs]
        body.append("<ul>" + "".join(f"<li>{escape(text)}</li>" for text in chapter.points) + "</ul>")
        rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in chapter.rows)
        head = "".join(f"<th>{head}</th>" for head in HEADS)
        body.append(f"<table><thead><tr>{head}</tr></thead>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    return f"<html lang=fa dir=rtl><meta charset=utf-8><style>{faces}{style}</style><body>{''.join(body)}</body></html>"


def ours(content: list[Chapter], file: Path) -> None:
    """Set the chapters as the program does."""
    from app.papers.render_pdf.render import render_pdf

    render_pdf(document_of(content), file)


def weasyprint(content: list[Chapter], file: Path) -> None:
    """Set the chapters with WeasyPrint."""
    import_module("weasyprint").HTML(string=html_of(content)).write_pdf(str(file))


def fpdf2(content: list[Chapter], file: Path) -> None:
    """Set the chapters with fpdf2 and its text shaping."""
    pdf: Any = import_module("fpdf").FPDF(format="A4")
    pdf.set_margins(20, 26, 20)
    pdf.set_auto_page_break(True, 23)
    pdf.add_font("V", "", str(FONTS / "Vazirmatn-Regular.ttf"))
    pdf.add_font("V", "B", str(FONTS / "Vazirmatn-Bold.ttf"))
    pdf.set_text_shaping(use_shaping_engine=True, direction="rtl", script="arab", language="fas")
    for chapter in content:
        pdf.add_page()
        pdf.set_font("V", "B", 18)
        pdf.multi_cell(0, 11, chapter.title, align="R", new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("V", "", 11)
        for text in (*chapter.paragraphs, *(f"• {point}" for point in chapter.points)):
            pdf.multi_cell(0, 7.05, text, align="R", new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("V", "", 9)
        with pdf.table(col_widths=(1, 1.2, 1.2, 3, 0.5), text_align="RIGHT", cell_fill_mode="ROWS") as table:
            for row in (HEADS, *chapter.rows):
                table.row(row[::-1])
    pdf.output(str(file))


def libreoffice(content: list[Chapter], file: Path) -> None:
    """Set the chapters with LibreOffice, start of the program and all."""
    page = file.with_suffix(".html")
    page.write_text(html_of(content), "utf-8")
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(file.parent), str(page)]
    subprocess.run(command, check=True, capture_output=True)


Set = Callable[[list[Chapter], Path], None]


def engines() -> dict[str, Set]:
    """Name the engines on this machine, ours first."""
    found: dict[str, Set] = {"Safir": ours, "WeasyPrint": weasyprint, "fpdf2": fpdf2}
    return {**found, "LibreOffice": libreoffice} if shutil.which("soffice") else found


def install() -> None:
    """Put the other engines into the user's cache, and on the path of this process."""
    folder = user_cache() / "benchmarks" / "-".join(ENGINES)
    if not (folder / "made").exists():
        subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--target", str(folder), *ENGINES], check=True)
        (folder / "made").touch()
    sys.path.append(str(folder))


def spent() -> float:
    """Give the CPU seconds of this process and of those it started and waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


@dataclass(frozen=True, slots=True)
class Found:
    """What one engine made: pages, CPU milliseconds a page, size in KB a page, hits by reader."""

    pages: int
    milliseconds: float
    kilobytes: float
    poppler: tuple[int, ...]
    pdfium: tuple[int, ...]


def measure(engine: Set, content: list[Chapter], file: Path) -> Found:
    """Set the content twice, the first time to load everything, and look into the file."""
    engine(content[:1], file)
    begun = spent()
    engine(content, file)
    cpu = spent() - begun
    pages, pdfium = read_by_pdfium(file)
    return Found(pages, cpu * 1000 / pages, file.stat().st_size / 1024 / pages, hits(read_by_poppler(file)), hits(pdfium))


def hits(text: str) -> tuple[int, ...]:
    """Count the phrases, as a reader finds them that folds line ends and the marks of direction."""
    for mark in "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069":
        text = text.replace(mark, "")
    plain = " ".join(text.split())
    return tuple(plain.count(phrase) for phrase in PHRASES)


def read_by_poppler(file: Path) -> str:
    """Read a file with pdftotext."""
    return subprocess.run(["pdftotext", str(file), "-"], check=True, capture_output=True, encoding="utf-8").stdout


def read_by_pdfium(file: Path) -> tuple[int, str]:
    """Read a file with QtPdf: its pages and their text."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtPdf import QPdfDocument

    document = QPdfDocument()
    document.load(str(file))
    return document.pageCount(), "\n".join(document.getAllText(page).text() for page in range(document.pageCount()))


def book(folder: Path) -> tuple[int, float, float]:
    """Make the book of 300 pages in a process of its own: pages, CPU milliseconds a page, peak in MB."""
    script = "from tests.benchmarks import papers; papers.tell_book()"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SAFIR_BENCH_FOLDER": str(folder)}
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT, env=environment)
    pages, milliseconds, peak = told.stdout.split()
    return int(pages), float(milliseconds), float(peak)


def tell_book() -> None:
    """Print the figures of the book (Linux)."""
    from app.papers.render_pdf.render import render_pdf

    content = chapters(BOOK_CHAPTERS)
    begun = process_time()
    pages = render_pdf(document_of(content), Path(os.environ["SAFIR_BENCH_FOLDER"]) / "book.pdf").pages
    cpu = process_time() - begun
    # The figure of `resource` is inherited from the process that started this one.
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    peak = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
    sys.stdout.write(f"{pages} {cpu * 1000 / pages} {peak}")


def main(arguments: list[str]) -> int:
    """Print the table; exit status 1 when a promise fails."""
    content = chapters(int(arguments[0]) if arguments else CHAPTERS)
    install()
    with tempfile.TemporaryDirectory() as folder:
        found = {name: measure(engine, content, Path(folder) / f"{name}.pdf") for name, engine in engines().items()}
        made = book(Path(folder))
    sys.stdout.write(f"{'':<12} {'pages':>6} {'ms/page':>8} {'KB/page':>8}  hits in poppler and pdfium: {' '.join(PHRASES)}\n")
    for name, each in found.items():
        sys.stdout.write(f"{name:<12} {each.pages:>6} {each.milliseconds:>8.1f} {each.kilobytes:>8.1f}  ")
        sys.stdout.write(f"{sum(each.poppler)} {each.poppler}, {sum(each.pdfium)} {each.pdfium}\n")
    if "LibreOffice" not in found:
        sys.stdout.write("LibreOffice is not on this machine\n")
    if found["Safir"].milliseconds > AIM_MS:
        sys.stdout.write(f"Safir misses the aim of {AIM_MS:g} ms a page\n")
    sys.stdout.write(f"book: {made[0]} pages, {made[1]:.1f} ms of CPU a page, {made[2]:.0f} MB at most\n")
    return 0 if keeps_promises(found, made) else 1


def keeps_promises(found: dict[str, Found], made: tuple[int, float, float]) -> bool:
    """Tell whether everything promised holds; LibreOffice's time is only an aim."""
    safir, others = found["Safir"], [each for name, each in found.items() if name != "Safir"]
    faster = all(safir.milliseconds < found[name].milliseconds for name in ("WeasyPrint", "fpdf2"))
    more = all(sum(safir.poppler) > sum(each.poppler) and sum(safir.pdfium) > sum(each.pdfium) for each in others)
    return faster and more and made[0] >= 300 and made[2] <= MOST_MB


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

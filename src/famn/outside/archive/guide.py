"""What makes a package understood without Famn: a text to read first, a register to click in, sums to check.

Always in Swedish, since it stays in a Swedish archive whatever language the person who made it reads.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any, Final
from urllib.parse import quote

from famn.ground.stockholm import STOCKHOLM
from famn.outside.archive.erms import folder_of
from famn.outside.archive.mets import Entry
from famn.outside.archive.model import Event, Package, Record

FOLDERS: Final = {
    "01-handlingar": "handlingar i ärendet så som de bekräftades, och originalen byte för byte så som de kom in",
    "02-utlatanden": "tjänsteutlåtanden som skrevs i ärendet, alla versioner, och vilka som attesterade dem",
    "03-beslut": "beslut, justering, anslag, överklaganden, utdrag och vad som hände sedan",
    "04-uppdrag": "uppdrag som någon fick, och svaren",
    "05-avtal": "avsiktsförklaringar och avtal: alla versioner, underskrifter, skanningar och stämplade filer",
    "06-initiativ": "det initiativ som ärendet hör till: kartläggningar och gruppernas mötesanteckningar",
    "07-spar": "spåret: varje registrerad händelse i ärendet, som siffror och koder",
}
STYLE: Final = (
    "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #767676;padding:.3rem .5rem;text-align:left;"
    "vertical-align:top}th{width:14rem}.summa{font:12px monospace;word-break:break-all}"
)


def read_first(package: Package) -> str:
    """The text to read first."""
    case, folder = package.case, package.identifier
    lines = [
        "LÄS MIG FÖRST",
        "=============",
        "",
        f"Ärende:        {case.title}",
        f"Diarienummer:  {case.registry_number or '(inget)'}",
        f"Arkivbildare:  {package.creator.name} ({package.principal})",
        f"Paketet:       {folder}",
        f"Gjort:         {when(package.made_at)}" + (f" av {package.made_by}" if package.made_by else ""),
        f"Program:       {' '.join(package.software)}",
        "",
        "Paketet innehåller allt som finns om ärendet i programmet Famn. Du behöver inte Famn för att läsa det.",
        "Texten är UTF-8. Tider står i svensk tid här och i INNEHALL.html, i UTC i filer på .xml och .json.",
        "",
        "Börja här",
        "---------",
        "Öppna documentation/INNEHALL.html i en webbläsare. Den visar alla handlingar med länkar till filerna.",
        "",
        "Vad som ligger var",
        "------------------",
        "METS.xml                             förteckning över alla filer med kontrollsummor (METS, E-ARK CSIP 2.1)",
        "metadata/descriptive/ERMS.xml        ärendet och dess handlingar (CITS ERMS, FGS Ärendehantering)",
        "metadata/preservation/premis.xml     händelserna i ärendet (PREMIS 3)",
        "documentation/                       den här texten, förteckningen och kontrollsummorna",
        "schemas/SCHEMAN.txt                  vilka regler filerna i paketet följer",
        "representations/rep1/data/           själva handlingarna, en mapp för varje:",
        *(f"    {name:<15} {words}" for name, words in FOLDERS.items()),
        "",
        "I varje handlings mapp finns uppgifter.json, som är vad som är registrerat om den. Text som skrevs i Famn",
        "finns både som PDF (så som den såg ut) och som JSON (orden, utan utseende). PDF-filerna är PDF/A-2a.",
        "Utom stämplade filer, skanningar och det som kom in: de är kvar precis som de var.",
        "",
        "Kontrollera att inget har ändrats",
        "---------------------------------",
        "Packa upp paketet, gå till mappen där METS.xml ligger och kör:",
        "",
        "    sha256sum -c documentation/SHA256SUMS",
        "",
        "Varje rad ska sluta med OK. På Windows: certutil -hashfile FIL SHA256, och jämför med raden i SHA256SUMS.",
        "METS.xml har ingen egen rad, för den innehåller summan av SHA256SUMS. Anteckna summan av hela zip-filen",
        "när du tar emot paketet.",
        "",
        "Spåret",
        "------",
        "07-spar/spar/spar.json har en rad för varje händelse. Raderna hänger ihop i en kedja: hash är SHA-256 av",
        "JSON-listan [previous, number, at, user_id, unit_id, authority_id, verb, thing, thing_id, about, reason]",
        "utan mellanslag, med sorterade nycklar och tecken utanför ASCII som \\uXXXX. I listan står at som i spåret.",
        "Kedjan går över alla ärenden i Famn, så hash i en rad är previous i en annan bara om raderna kom direkt",
        "efter varandra. En rad utan hash hade inte hunnit läggas i kedjan.",
        "",
        "Att veta: det som inte är med, eller inte är klart",
        "--------------------------------------------------",
        *(f"- {gap}" for gap in package.gaps or ("Inget känt saknas.",)),
        "",
    ]
    return "\n".join(lines)


def schemas() -> str:
    """The rules that the files follow, by their public names."""
    rows = (
        ("METS.xml", "METS 1.12", "http://www.loc.gov/METS/"),
        ("", "E-ARK CSIP 2.1.0 (FGS Paketstruktur 2.0)", "https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml"),
        ("", "E-ARK SIP 2.1.0", "https://earksip.dilcis.eu/profile/E-ARK-SIP.xml"),
        ("ERMS.xml", "CITS ERMS 2.1 (FGS Ärendehantering 2.0)", "https://DILCIS.eu/XML/ERMS"),
        ("premis.xml", "PREMIS 3.0", "http://www.loc.gov/premis/v3"),
        ("*.pdf", "PDF/A-2a och PDF/UA-1 för det som Famn har satt", "ISO 19005-2, ISO 14289-1"),
        ("*.json", "JSON i UTF-8", "RFC 8259"),
    )
    head = "Reglerna nämns här i stället för att kopieras hit: de hör till dem som ger ut dem.\n\n"
    return head + "".join(f"{file:<12} {name:<50} {place}\n" for file, name, place in rows)


def sums(entries: Sequence[Entry]) -> str:
    """A line for each file, as `sha256sum -c` reads it from the root of the package."""
    return "".join(f"{entry.sha256}  {entry.path}\n" for entry in entries)


def register(package: Package, files: Mapping[str, Sequence[Entry]]) -> str:
    """A page with every record, its facts and links to its files, and the trail in words."""
    case = package.case
    parts = [
        "<!doctype html>",
        f'<html lang="sv"><head><meta charset="utf-8"><title>{escape(case.title)}</title><style>{STYLE}</style></head>',
        f"<body><h1>{escape(case.title)}</h1>",
        _table(_case_rows(package)),
        "<h2>Att veta: det som inte är med, eller inte är klart</h2>",
        _list(package.gaps or ("Inget känt saknas.",)),
    ]
    folders: dict[str, list[Record]] = {}
    for record in package.records:
        folders.setdefault(record.folder, []).append(record)
    for name, words in FOLDERS.items():
        if name in folders:
            parts.append(f"<h2>{escape(words[0].upper() + words[1:])}</h2>")
            parts += [_record(record, files.get(folder_of(record), ())) for record in folders[name]]
    parts += ["<h2>Händelser</h2>", _events(package), "</body></html>", ""]
    return "\n".join(parts)


def when(at: dt.datetime) -> str:
    """A moment in Swedish time."""
    return f"{at.astimezone(STOCKHOLM):%Y-%m-%d %H:%M}"


def _case_rows(package: Package) -> Iterator[tuple[str, str]]:
    case = package.case
    yield "Diarienummer", case.registry_number
    yield "Arkivbildare", f"{package.creator.name} ({package.principal})"
    yield "Nämnd", case.body
    yield "Handläggare", case.officer
    yield "Enhet", case.unit
    yield "Sammanträde", case.meeting_date
    yield "Öppnat", f"{when(case.opened_at)}, {case.opened_by}"
    yield "Avslutat", f"{when(case.closed_at)}, {case.closed_by}" if case.closed_at else "nej, ärendet pågår"


def _record(record: Record, files: Sequence[Entry]) -> str:
    rows = [
        ("Sort", record.kind),
        ("Skapad", when(record.created_at)),
        *((f"Dag ({day.kind})", day.value) for day in record.days),
        *((person.part, ", ".join(filter(None, (person.name, person.title)))) for person in record.people),
        ("Begränsning", record.restriction),
        ("Finns hos", record.kept_elsewhere),
        *record.facts.items(),
    ]
    links = "".join(_link(file) for file in files)
    shown = f"<ul>{links}</ul>" if links else "<p>Inga filer.</p>"
    return f"<h3>{escape(record.title)}</h3>{_table(rows)}{shown}"


def _link(file: Entry) -> str:
    name = escape(file.original_name or file.path.rpartition("/")[2])
    place = escape(f"../{quote(file.path)}")
    return f'<li><a href="{place}">{name}</a> ({file.size} byte) <span class="summa">{file.sha256}</span></li>'


def _events(package: Package) -> str:
    people = {doer.user_id: doer.name for doer in package.doers}
    rows = "".join(
        f"<tr><td>{when(event.at)}</td><td>{escape(event.words or event.verb)}</td>"
        f"<td>{escape(_who(event, people))}</td><td>{escape(event.thing)} {event.thing_id}</td></tr>"
        for event in package.events
    )
    return f"<table><tr><th>När</th><th>Vad</th><th>Vem</th><th>Rad</th></tr>{rows}</table>"


def _who(event: Event, people: Mapping[int, str]) -> str:
    if event.user_id is None:
        return "programmet självt"
    return people.get(event.user_id, f"person {event.user_id}")


def _shown(value: Any) -> str:
    """A value as HTML: a list of rows is a table of its own."""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, dict):
        return _table(value.items())
    if isinstance(value, (list, tuple)):
        if any(isinstance(one, dict) for one in value):
            return "".join(map(_shown, value))
        return escape("; ".join(map(str, value)))
    return escape(str(value)).replace("\n", "<br>") if value is not None else ""


def _table(rows: Iterable[tuple[str, Any]]) -> str:
    cells = ((key, _shown(value)) for key, value in rows)
    shown = "".join(f"<tr><th>{escape(str(key))}</th><td>{cell}</td></tr>" for key, cell in cells if cell)
    return f"<table>{shown}</table>" if shown else ""


def _list(items: Sequence[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"

"""LibreOffice as another judge of tracked changes: it accepts or rejects them all and writes the
.docx anew. The macro that tells it to lives in a profile of its own.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from gongwen.pdf.office import find_office
from gongwen.word.wordml import escape

ACCEPT, REJECT = "AcceptAllTrackedChanges", "RejectAllTrackedChanges"
_MACRO = """\
Sub Resolve(list As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim kept(0) As New com.sun.star.beans.PropertyValue
  kept(0).Name = "FilterName"
  kept(0).Value = "MS Word 2007 XML"
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  Open list For Input As #1
  Do While Not Eof(1)
    Line Input #1, entry
    words = Split(entry, "|")
    document = StarDesktop.loadComponentFromURL(words(0), "_blank", 0, hidden())
    If words(2) <> "" Then
      frame = document.CurrentController.Frame
      helper.executeDispatch(frame, ".uno:" & words(2), "", 0, Array())
    End If
    document.storeToURL(words(1), kept())
    document.close(True)
  Loop
  Close #1
End Sub
"""
_MODULE = (
    '<?xml version="1.0" encoding="UTF-8"?><script:module'
    ' xmlns:script="http://openoffice.org/2000/script" script:name="Changes"'
    ' script:language="StarBasic">{}</script:module>'
)
_LIBRARY = (
    '<?xml version="1.0" encoding="UTF-8"?><library:library'
    ' xmlns:library="http://openoffice.org/2000/library" library:name="Standard"'
    ' library:readonly="false" library:passwordprotected="false">'
    '<library:element library:name="Changes"/></library:library>'
)


def resolved(files: list[tuple[bytes, str]], folder: Path) -> list[bytes]:
    """Each file as LibreOffice writes it, its changes accepted, rejected, or ("") as it is."""
    office = find_office()
    assert office is not None
    start = [
        *(str(office), f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
        *("--headless", "--norestore", "--nologo", "--nolockcheck"),
    ]
    _run([*start, "--terminate_after_init"])
    basic = folder / "profile/user/basic/Standard"
    (basic / "Changes.xba").write_text(_MODULE.format(escape(_MACRO)), encoding="utf-8")
    (basic / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    lines = []
    for number, (content, way) in enumerate(files):
        source, target = folder / f"{number}.docx", folder / f"{number}-out.docx"
        source.write_bytes(content)
        lines.append(f"{source.as_uri()}|{target.as_uri()}|{way}\n")
    (folder / "list.txt").write_text("".join(lines), encoding="utf-8")
    _run([*start, f"macro:///Standard.Changes.Resolve({folder / 'list.txt'})"])
    return [(folder / f"{number}-out.docx").read_bytes() for number in range(len(files))]


def _run(command: list[str]) -> None:
    subprocess.run(command, capture_output=True, check=True, timeout=180)

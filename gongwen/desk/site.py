"""The pages of the desk, and what their buttons do."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import Struct
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import Map, Rule
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from .. import patterns as re
from ..kinds import kinds
from ..library.offered_skeletons import skeletons
from ..problem import Level, Problem
from ..secrecy.refused import ClassifiedError
from ..storage.failures import failed_at
from .board import Board
from .drawing import Drawer
from .guard import ENTRY, KEY, USED, Guard, headers
from .jobs import DeskJob, Jobs
from .offers import FILES, FormError, Offer, command_line
from .uploads import LARGEST, kept

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_FOLDER: Final = Path(__file__).parent / "pages"
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What would turn the text around it, or cannot be seen."""
_STATIC: Final = {"desk.css": "text/css", "desk.js": "text/javascript"}
_PATIENCE: Final = 5.0
"""Seconds after which a page is told that nothing has changed."""
_ROUTES: Final = Map(
    [
        Rule(ENTRY, endpoint="enter", methods=["GET"]),
        Rule("/", endpoint="list", methods=["GET"]),
        Rule("/document/<path:name>", endpoint="document", methods=["GET"]),
        Rule("/page/<digest>/<int:number>.png", endpoint="page", methods=["GET"]),
        Rule("/begin", endpoint="begin", methods=["GET"]),
        Rule("/state", endpoint="state", methods=["GET"]),
        Rule("/work/<int:number>", endpoint="work", methods=["GET"]),
        Rule("/static/<name>", endpoint="static", methods=["GET"]),
        Rule("/do/<key>", endpoint="do", methods=["POST"]),
        Rule("/again/<int:number>", endpoint="again", methods=["POST"]),
        Rule("/open", endpoint="open", methods=["POST"]),
        Rule("/stop", endpoint="stop", methods=["POST"]),
    ],
    merge_slashes=False,
)


class _Request(Request):
    """A request whose files stay in memory until they have passed the gate for classified texts."""

    max_content_length = LARGEST
    max_form_parts = 2000

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return BytesIO()


class Openers(Struct, frozen=True):
    """What shows a line of a file, and a file or folder, on the person's screen; each says what it
    could not do.
    """

    at_line: Callable[[Path, int], str]
    path: Callable[[Path], str]


class Site:
    """The WSGI application. `common` are words that every command gets that takes them, such as
    --content; `stop` ends the desk.
    """

    def __init__(
        self,
        board: Board,
        drawer: Drawer,
        jobs: Jobs,
        *,
        offers: Sequence[Offer],
        guard: Guard,
        output: Path,
        openers: Openers,
        stop: Callable[[], None],
    ) -> None:
        self.board, self.drawer, self.jobs, self.guard = board, drawer, jobs, guard
        self.offers = {offer.key: offer for offer in offers}
        self.output, self.openers, self.stop = output, openers, stop
        self._pages = Environment(
            loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined
        )
        self._pages.filters["plain"] = plain
        self._pages.filters["address"] = lambda name: "/document/" + quote(name)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        request = _Request(environ)
        response = self._answered(request)
        response.headers.update(headers())
        return response(environ, start_response)

    def _answered(self, request: Request) -> Response:
        refusal = self.guard.refusal(
            request.method, request.path, dict(request.headers), request.cookies
        )
        if refusal:
            return self._message(refusal, 403)
        try:
            endpoint, values = _ROUTES.bind_to_environ(request.environ).match()
            answer: Response = getattr(self, f"_{endpoint}")(request, **values)
            return answer
        except ClassifiedError as error:
            return self._message(f"{error.problem.message}；{error.problem.hint}", 409)
        except FormError as error:
            return self._message(str(error), 409)
        except HTTPException as error:
            return self._message(_said_of(error), error.code or 500)
        except OSError as error:  # of what was sent, nothing is done by halves
            return self._message(f"没有做成：{failed_at(error, self.board.root)}", 500)

    # Pages.

    def _enter(self, request: Request) -> Response:
        cookie = self.guard.enter(request.args.get(KEY, ""))
        if cookie is None:
            return self._message(USED, 403)
        response = redirect("/", 303)
        response.set_cookie(
            self.guard.cookie_name, cookie, path="/", httponly=True, samesite="Strict"
        )
        return response

    def _list(self, request: Request) -> Response:
        names = self.board.names()
        rows = [
            {
                "card": self.board.card(name),
                "is_read": self.board.is_read(name),
                "sent": self.board.dispatched(name),
                "counts": _counts(self.board.problems(name)),
            }
            for name in names
        ]
        rows.sort(key=lambda row: -row["card"].changed)  # type: ignore[attr-defined]
        return self._filled(
            "list.html",
            rows=rows,
            misnamed=self.board.misnamed(),
            unread=sum(not row["is_read"] for row in rows),
            mark=self.board.mark(""),
            offers=[each for each in self.offers.values() if not each.of_document or each.for_all],
        )

    def _document(self, request: Request, name: str) -> Response:
        self._known(name)
        self.board.look_at(name)
        mark = self.board.mark(name)  # before the rest, so that what comes meanwhile is fetched
        card = self.board.card(name)
        return self._filled(
            "document.html",
            card=card,
            is_read=self.board.is_read(name),
            sent=self.board.dispatched(name),
            problems=self.board.problems(name),
            counts=_counts(self.board.problems(name)),
            drawn=self.board.drawn(name),
            files=self._outputs(name),
            offers=[each for each in self.offers.values() if each.of_document],
            mark=mark,
        )

    def _page(self, request: Request, digest: str, number: int) -> Response:
        for name in self.board.names():
            drawn = self.board.drawn(name)
            for file in drawn.files if drawn else ():
                is_it = file.digest == digest and 1 <= number <= file.pages
                if is_it and (picture := self.drawer.picture(file, number)):
                    return Response(picture, mimetype="image/png")
        raise NotFound

    def _begin(self, request: Request) -> Response:
        return self._filled(
            "begin.html",
            kinds=list(kinds()),
            parts_offered=skeletons(),
            new=self.offers.get("new"),
            importing=self.offers.get("import"),
        )

    def _work(self, request: Request, number: int) -> Response:
        job = self._job(number)
        return self._filled("work.html", job=job, documents=self._named_in(job))

    def _state(self, request: Request) -> Response:
        """What the pages ask for all the time: has anything changed? One that somebody sees tells
        the `mark` that it shows, and is answered when there is another.
        """
        name = request.args.get("document", "")
        mark = request.args.get("mark", "")
        number = request.args.get("work", "")
        if number.isdecimal():
            job = self._job(int(number))
            found: dict[str, object] = {"mark": f"{job.code}-{len(job.said)}"}
        elif name:
            self._known(name)
            self.board.look_at(name)
            found = {"mark": self.board.news(name, mark, _PATIENCE if mark else 0)}
        else:
            found = {"mark": self.board.news("", mark, _PATIENCE if mark else 0)}
        return Response(json.dumps(found), mimetype="application/json")

    def _static(self, request: Request, name: str) -> Response:
        if name not in _STATIC:
            raise NotFound
        return Response((_FOLDER / name).read_bytes(), mimetype=_STATIC[name])

    # What acts.

    def _do(self, request: Request, key: str) -> Response:
        offer = self.offers.get(key)
        if offer is None:
            raise NotFound
        name = request.form.get("document", "") if offer.of_document else ""
        document = self._known(name) if name or (offer.of_document and not offer.for_all) else ""
        sent = [
            (field, file.filename or "", file.stream.read())
            for field, file in request.files.items(multi=True)
            if file.filename
        ]
        expected = {each.name for each in offer.fields if each.shape in FILES}
        if any(field not in expected for field, _, _ in sent):
            raise NotFound
        answers = _answers(request.form)
        command_line(
            offer, document, answers, {each: [Path()] for each, _, _ in sent}
        )  # is it whole?
        folder, files = kept(self.board.root, sent) if sent else (None, {})
        words = command_line(offer, document, answers, files)
        more = {"folder": folder, "again": offer.again, "careful": offer.careful}
        job = self.jobs.put(offer.label, name, words, **more)
        return redirect(f"/work/{job.number}", 303)

    def _again(self, request: Request, number: int) -> Response:
        job = self._job(number)
        if job.again is None or not job.may_go_on:
            raise NotFound
        words = [job.words[0], job.again[0], *job.words[1:]]
        after = self.jobs.put(job.label, job.document, words, folder=job.folder)
        return redirect(f"/work/{after.number}", 303)

    def _open(self, request: Request) -> Response:
        what, name = request.form.get("what", ""), request.form.get("document", "")
        if what == "line":
            path = self._file_of(request.form.get("file", ""))
            number = request.form.get("line", "")
            line = int(number) if number.isdecimal() and len(number) < 8 else 1
            said = self.openers.at_line(path, line)
        elif what == "folder":
            self._known(name)
            folder = self.output / name
            if not folder.is_dir():
                raise FormError("还没有生成过，没有文件夹。")
            said = self.openers.path(folder)
        elif what == "output":
            self._known(name)
            wanted = request.form.get("file", "")
            if wanted not in self._outputs(name):
                raise NotFound
            said = self.openers.path(self.output / name / wanted)
        else:
            raise NotFound
        if said:
            raise FormError(said)
        return redirect(f"/document/{quote(name)}" if name else "/", 303)

    def _stop(self, request: Request) -> Response:
        self.stop()
        return self._message("文稿办理已经停下。再要用，运行 make desk。", 200)

    # What the parameters of a request may mean: what is on a list, and nothing else.

    def _known(self, name: str) -> str:
        """The file of a document below the content root. Raises NotFound for what is none."""
        path = self.board.path(name)
        if path is None:
            raise NotFound
        return path.relative_to(self.board.content).as_posix()

    def _job(self, number: int) -> DeskJob:
        job = self.jobs.find(number)
        if job is None:
            raise NotFound
        return job

    def _outputs(self, name: str) -> list[str]:
        """The names of the files that were made of a document."""
        folder = self.output / name
        if not folder.is_dir():
            return []
        return sorted(
            each.name
            for each in folder.iterdir()
            if each.is_file() and not each.is_symlink() and not each.name.startswith((".", "~"))
        )

    def _file_of(self, shown: str) -> Path:
        """A file that a problem names, or a document's. Raises NotFound for any other."""
        board = self.board
        named = {board.card(name).shown for name in board.names()}
        named |= {each.file for name in board.names() for each in board.problems(name)}
        named |= {each.file for each in board.misnamed()}
        inside = [board.content, board.root / "templates", board.root / "styles"]
        for base in (board.content.parent, board.root):
            path = (base / shown).resolve()
            if (
                shown in named
                and path.is_file()
                and any(path.is_relative_to(each.resolve()) for each in inside)
            ):
                return path
        raise NotFound

    def _named_in(self, job: DeskJob) -> list[str]:
        """The documents that a command was about, or says it made: to go on from."""
        if job.document:
            return [job.document]
        return [
            name
            for name in self.board.names()
            if re.search(
                rf"(?:新建|导入) (?:{re.escape(self.board.content.name)}/)?"
                rf"{re.escape(name)}\.ya?ml",
                job.said,
            )
        ]

    # Answers.

    def _filled(self, page: str, /, status: int = 200, **values: Any) -> Response:
        text = self._pages.get_template(page).render(values)
        return Response(text, status=status, mimetype="text/html")

    def _message(self, said: str, status: int) -> Response:
        return self._filled("message.html", status, said=said, failed=status >= 400)


def plain(text: object) -> str:
    """A text as it may be shown among others: what cannot be seen, or turns what follows, is put as
    a sign of its own.
    """
    return _UNSEEN.sub("\ufffd", str(text))


def _counts(problems: Iterable[Problem]) -> list[tuple[str, int]]:
    """How many problems there are of each level, of those that there are."""
    found = Counter(problem.level.value for problem in problems)
    return [(level.value, found[level.value]) for level in Level if found[level.value]]


def _answers(form: MultiDict[str, str]) -> dict[str, str]:
    """What was filled in; several boxes of one name, as commas part them on a command line."""
    return {name: ",".join(values) for name, values in form.lists()}


def _said_of(error: HTTPException) -> str:
    said = {
        404: "没有这一页：文稿可能改了名，或者已经删去。",
        405: "这个地址不能这样用。",
        413: "文件太大，请分几次导入。",
    }
    return said.get(error.code or 0, f"没有做成（{error.code}）。")

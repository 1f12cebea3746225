"""A stand-in for GitHub's REST API on this machine: it checks each call's path, rights and body, and keeps what is written.

Files are written into a real git repository, as the forge does.

Rights are those that GitHub's documentation names for each call ("Permissions required for GitHub Apps").
"""

import json
import os
import re
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "a-token"
ROOT = "/repos/tables/tables/"
MOST_CHARACTERS = 65_536
BOT = {"login": "github-actions[bot]", "id": 41898282}

Json = dict[str, Any]
# Method, path, the right that it needs, and the keys that its body must and may have.
TABLE: list[tuple[str, str, str, set[str], set[str]]] = [
    ("GET", r"issues", "issues: read", set(), set()),
    ("GET", r"issues/(\d+)", "issues: read", set(), set()),
    ("POST", r"issues", "issues: write", {"title"}, {"body"}),
    ("PATCH", r"issues/(\d+)", "issues: write", set(), {"title", "body", "state", "state_reason"}),
    ("POST", r"issues/(\d+)/assignees", "issues: write", {"assignees"}, set()),
    ("GET", r"issues/(\d+)/comments", "issues: read", set(), set()),
    ("POST", r"issues/(\d+)/comments", "issues: write", {"body"}, set()),
    ("PATCH", r"issues/comments/(\d+)", "issues: write", {"body"}, set()),
    ("GET", r"collaborators/([\w-]+)/permission", "metadata: read", set(), set()),
    ("GET", r"pulls", "pull-requests: read", set(), set()),
    ("GET", r"pulls/(\d+)", "pull-requests: read", set(), set()),
    ("GET", r"pulls/(\d+)/reviews", "pull-requests: read", set(), set()),
    ("GET", r"pulls/(\d+)/comments", "pull-requests: read", set(), set()),
    ("GET", r"commits/([0-9a-f]{40})/check-runs", "checks: read", set(), set()),
    ("POST", r"git/trees", "contents: write", {"tree"}, {"base_tree"}),
    ("POST", r"git/commits", "contents: write", {"message", "tree"}, {"parents"}),
    ("POST", r"git/refs", "contents: write", {"ref", "sha"}, set()),
    ("PATCH", r"git/(refs/heads/[\w./-]+)", "contents: write", {"sha"}, {"force"}),
    ("POST", r"pulls/(\d+)/reviews", "pull-requests: write", set(), {"commit_id", "body", "event", "comments"}),
    ("PUT", r"pulls/(\d+)/merge", "contents: write", set(), {"sha", "commit_title", "commit_message"}),
    ("POST", r"issues/(\d+)/labels", "issues: write", {"labels"}, set()),
    ("POST", r"pulls", "pull-requests: write", {"title", "head", "base"}, {"body"}),
    ("POST", r"actions/workflows/([\w.-]+)/dispatches", "actions: write", {"ref"}, {"inputs"}),
]


@dataclass
class Forge:
    """What is on the forge, and what was asked of it."""

    address: str = ""
    rights: Mapping[str, str] = field(default_factory=dict)
    issues: dict[int, Json] = field(default_factory=dict)
    comments: dict[int, Json] = field(default_factory=dict)
    pulls: list[Json] = field(default_factory=list)
    reviews: dict[int, list[Json]] = field(default_factory=dict)
    line_comments: dict[int, list[Json]] = field(default_factory=dict)
    checks: list[Json] = field(default_factory=list)
    permissions: dict[str, str] = field(default_factory=dict)
    repository: Path | None = None
    calls: list[tuple[str, str, Json]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def may(self, right: str) -> bool:
        """Whether the job that runs has a right; every token may read metadata."""
        what, level = right.split(": ")
        return what == "metadata" or self.rights.get(what) in ({"read", "write"} if level == "read" else {level})

    def written(self) -> list[str]:
        return [f"{method} {path}" for method, path, _ in self.calls if method != "GET"]

    def below(self, number: int) -> list[str]:
        """The comments below an issue, oldest first."""
        return [one["body"] for _, one in sorted(self.comments.items()) if one["issue"] == number]

    def answer(self, method: str, target: str, body: Json, token: str | None) -> tuple[int, Any]:
        """Answer one call as GitHub would."""
        address = urlsplit(target)
        path = address.path.removeprefix(ROOT)
        row = next((row for row in TABLE if row[0] == method and re.fullmatch(row[1], path)), None)
        if row is None or not address.path.startswith(ROOT):
            return 404, {"message": "Not Found"}
        _, pattern, right, must, may = row
        if token != f"Bearer {TOKEN}":
            return 401, {"message": "Bad credentials"}
        if not self.may(right):
            return 403, {"message": f"Resource not accessible by integration: {right}"}
        too_long = any(isinstance(value, str) and len(value) > MOST_CHARACTERS for value in body.values())
        if not must <= body.keys() <= must | may or too_long:
            return 422, {"message": "Validation Failed"}
        self.calls.append((method, path, body))
        found = re.fullmatch(pattern, path)
        assert found
        return self._done(method, path, found.groups(), body, parse_qs(address.query))

    def _done(self, method: str, path: str, groups: tuple[str, ...], body: Json, query: Json) -> tuple[int, Any]:
        if path.startswith("collaborators/"):
            return 200, {"permission": self.permissions.get(groups[0], "none")}
        if path.startswith("commits/"):
            some = [one for one in self.checks if one["head_sha"] == groups[0]]
            return 200, {"total_count": len(some), "check_runs": self._page(some, query)}
        if path == "pulls":
            return (200, self._page(self.pulls, query)) if method == "GET" else (201, {"number": 99})
        if path.startswith("pulls/"):
            return self._pulls(method, path, int(groups[0]), body, query)
        if path.startswith("git/"):
            return self._git(path, groups, body)
        if path.startswith("issues"):
            return self._issues(method, path, int(groups[0]) if groups else 0, body, query)
        return (204, None) if path.endswith("/dispatches") else (201, {})

    def _pulls(self, method: str, path: str, number: int, body: Json, query: Json) -> tuple[int, Any]:
        found = next((one for one in self.pulls if one["number"] == number), None)
        if found is None:
            return 404, {"message": "Not Found"}
        if method == "GET":
            lists = {"reviews": self.reviews, "comments": self.line_comments}.get(path.split("/")[-1])
            return 200, found if lists is None else self._page(lists.get(number, []), query)
        if path.endswith("/merge"):
            if body.get("sha") != found["head"]["sha"] or found["state"] != "open":
                return 409, {"message": "Head branch was modified. Review and try the merge again."}
            found["state"] = "closed"
            return 200, {"merged": True}
        made = [{"user": BOT, **one} for one in body.get("comments", [])]
        self.line_comments.setdefault(number, []).extend(made)
        return 200, {"id": 1}

    def _git(self, path: str, groups: tuple[str, ...], body: Json) -> tuple[int, Any]:
        """Trees, commits and branches, in the repository."""
        try:
            if path == "git/trees":
                return 201, {"sha": self._tree(body)}
            if path == "git/commits":
                parents = [word for one in body.get("parents", []) for word in ("-p", one)]
                return 201, {"sha": self._run("commit-tree", body["tree"], *parents, text=body["message"])}
            ref = body["ref"] if path == "git/refs" else groups[0]
            there = self._run("for-each-ref", "--format=%(objectname)", f"refs/{ref.removeprefix('refs/')}")
            if bool(there) == (path == "git/refs"):
                return 422, {"message": "Reference already exists" if there else "Reference does not exist"}
            if there and not body.get("force"):
                self._run("merge-base", "--is-ancestor", there, body["sha"])
            self._run("update-ref", f"refs/{ref.removeprefix('refs/')}", body["sha"])
        except subprocess.CalledProcessError:
            return 422, {"message": "Update is not a fast forward"}
        return 201, {"ref": ref, "object": {"sha": body["sha"]}}

    def _tree(self, body: Json) -> str:
        with tempfile.TemporaryDirectory() as folder:
            index = {"GIT_INDEX_FILE": f"{folder}/index"}
            self._run("read-tree", body["base_tree"], **index)
            for one in body["tree"]:
                assert one.keys() == {"path", "mode", "type", "sha" if "sha" in one else "content"}
                if "sha" in one:
                    self._run("update-index", "--force-remove", one["path"], **index)
                    continue
                blob = self._run("hash-object", "-w", "--stdin", text=one["content"])
                self._run("update-index", "--add", "--cacheinfo", f"{one['mode']},{blob},{one['path']}", **index)
            return self._run("write-tree", **index)

    def _run(self, *words: str, text: str = "", **more: str) -> str:
        who = {
            f"GIT_{role}_{what}": "bot@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
        }
        environment = {"PATH": os.environ["PATH"], "GIT_CONFIG_NOSYSTEM": "1", **who, **more}
        command = ["git", f"--git-dir={self.repository}/.git", *words]
        done = subprocess.run(command, input=text, env=environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def _issues(self, method: str, path: str, number: int, body: Json, query: Json) -> tuple[int, Any]:
        if path == "issues" and method == "GET":
            creator = query.get("creator", [None])[0]
            some = [one for one in self.issues.values() if one["state"] == query.get("state", ["open"])[0]]
            return 200, self._page([one for one in some if creator in (None, one["user"]["login"])], query)
        if path == "issues":
            number = max(self.issues, default=0) + 1
            self.issues[number] = {"number": number, "state": "open", "user": BOT, "assignees": [], **body}
            return 201, self.issues[number]
        kept = self.comments if path.startswith("issues/comments/") else self.issues
        if number not in kept:
            return 404, {"message": "Not Found"}
        if path.endswith("/comments"):
            return self._comment(method, number, body, query)
        if path.endswith(("/assignees", "/labels")):
            what = path.rpartition("/")[2]
            kept[number].setdefault(what, []).extend(body[what])
        else:
            kept[number].update(body)
        return 200, kept[number]

    def _comment(self, method: str, number: int, body: Json, query: Json) -> tuple[int, Any]:
        if method == "GET":
            return 200, self._page([one for one in self.comments.values() if one["issue"] == number], query)
        made = max(self.comments, default=100) + 1
        self.comments[made] = {"id": made, "issue": number, "user": BOT, **body}
        return 201, self.comments[made]

    @staticmethod
    def _page(found: list[Json], query: Json) -> list[Json]:
        size, page = int(query.get("per_page", ["30"])[0]), int(query.get("page", ["1"])[0])
        return found[(page - 1) * size : page * size]


@contextmanager
def forge() -> Iterator[Forge]:
    """Run a stand-in on a free port of this machine."""
    state = Forge()

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, said = state.answer(
                self.command, self.path, json.loads(raw) if raw else {}, self.headers.get("Authorization")
            )
            if status >= 400:
                state.refused.append(f"{status} {self.command} {self.path}: {said['message']}")
            sent = b"" if said is None else json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _serve

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

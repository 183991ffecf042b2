"""The configurations that the build makes, in nginx, Caddy and Apache themselves: headers, redirects, what is missing, smaller forms."""

from __future__ import annotations

import http.client
import re
import subprocess
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import pytest
from projects import edit, lay_out

from chronicle.deploy import open_release, verify
from chronicle.pipeline import Options, build_site
from chronicle.policy import response_headers

from .conftest import free_port, program

ROOTS = ("", "site/")
Serve = Callable[[Path, str, Path], int]


@dataclass(frozen=True)
class Answer:
    """What a server has sent."""

    status: int
    headers: Message
    body: bytes


@pytest.fixture(scope="module", params=ROOTS, ids=["at-the-top", "below-a-path"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A tiny site with smaller forms and a former address, built for 127.0.0.1, and the path that it is below."""
    folder = tmp_path_factory.mktemp("site")
    project = lay_out("good-site", folder / "project")
    edit(project.root / "content/chapters/part/one/zh.md", "---\n", "---\naliases: [part/uno]\n", 1)
    build_site(
        project, folder / "output", Options(f"http://127.0.0.1/{request.param}"), with_search=False, compress=True
    )
    return folder / "output", request.param


def start_nginx(output: Path, root: str, folder: Path, start: Callable[..., None]) -> int:
    nginx, port = program("nginx", "nginx-light"), free_port()
    configuration = (output / "deploy/nginx.conf").read_text(encoding="utf-8")
    configuration = configuration.replace("listen 80;", f"listen 127.0.0.1:{port};").replace(
        "/srv/www/site/current", str(output)
    )
    (folder / "mime.types").write_text(Path("/etc/nginx/mime.types").read_text(encoding="utf-8"), encoding="utf-8")
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; user root; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ access_log off; {temporary}\n{configuration} }}\n",
        encoding="utf-8",
    )
    start([nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")], port)
    return port


def start_caddy(output: Path, root: str, folder: Path, start: Callable[..., None]) -> int:
    caddy, port = program("caddy", "caddy"), free_port()
    configuration = (output / "deploy/Caddyfile").read_text(encoding="utf-8")
    configuration = configuration.replace("127.0.0.1 {", f"http://127.0.0.1:{port} {{").replace(
        "/srv/www/site/current", str(output)
    )
    (folder / "Caddyfile").write_text("{\n\tadmin off\n\tauto_https off\n}\n" + configuration, encoding="utf-8")
    start(
        [caddy, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"],
        port,
        {"HOME": str(folder), "PATH": "/usr/bin:/bin"},
    )
    return port


def start_apache(output: Path, root: str, folder: Path, start: Callable[..., None]) -> int:
    apache, port = program("apache2", "apache2-bin"), free_port()
    modules = ("mpm_event", "authz_core", "headers", "setenvif", "alias", "mime", "dir", "rewrite")
    loaded = "".join(f"LoadModule {one}_module /usr/lib/apache2/modules/mod_{one}.so\n" for one in modules)
    place = f"Alias /{root} {output}/\n" if root else f"DocumentRoot {output}\n"
    (folder / "types").write_text("text/html html\ntext/css css\napplication/json json\nimage/png png\n", "utf-8")
    (folder / "apache.conf").write_text(
        f"ServerRoot {folder}\nServerName 127.0.0.1\nListen 127.0.0.1:{port}\nPidFile {folder}/pid\nErrorLog {folder}/error.log\n"
        f"Mutex file:{folder}\n{loaded}TypesConfig {folder}/types\nUser www-data\nGroup www-data\n{place}"
        f"<Directory {output}>\nRequire all granted\n{(output / 'deploy/apache.conf').read_text(encoding='utf-8')}</Directory>\n",
        encoding="utf-8",
    )
    for parent in (output, *output.parents):
        parent.chmod(parent.stat().st_mode | 0o755)
    start([apache, "-f", str(folder / "apache.conf"), "-D", "FOREGROUND"], port)
    return port


@pytest.mark.parametrize("server", [start_nginx, start_caddy, start_apache])
def test_a_site_on_a_server(
    server: Callable[..., int], site: tuple[Path, str], tmp_path: Path, start: Callable[..., None]
) -> None:
    """Every file comes as it was built, with every header; old addresses lead on, missing ones have the site's page, named files are kept."""
    output, root = site
    port = server(output, root, tmp_path, start)

    def ask(path: str, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        sent = {name.replace("_", "-"): one for name, one in headers.items()}
        with closing(connection):
            connection.request("GET", f"/{root}{path}", headers=sent)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())

    found = verify(open_release(output), f"http://127.0.0.1:{port}/{root}", lambda _: None)
    assert found.wrong == {} and found.missing_headers == ()
    style = next(path for path in output.glob("assets/site.*.css")).relative_to(output).as_posix()
    page, asset, missing = ask("zh/part/one/"), ask(style), ask("zh/nothing/")
    for name, value in response_headers().items():
        assert page.headers.get(name) == asset.headers.get(name) == missing.headers.get(name) == value
    assert page.headers.get("Cache-Control") == "public, max-age=300"
    assert asset.headers.get("Cache-Control") == "public, max-age=31536000, immutable"
    assert page.headers.get("Content-Type", "").lower() == "text/html; charset=utf-8"
    assert (missing.status, missing.body) == (404, (output / "zh/404.html").read_bytes())
    assert ask("nothing/").body == (output / "404.html").read_bytes()
    assert "immutable" not in (ask("assets/nothing.css").headers.get("Cache-Control") or "")
    for path in ("deploy/nginx.conf", "deploy/"):
        assert ask(path).status == 404
    moved = ask("zh/part/uno/")
    assert moved.status == 301
    assert re.sub(r"^http://127\.0\.0\.1(:\d+)?", "", moved.headers.get("Location", "")) == f"/{root}zh/part/one/"
    without_slash = ask("zh/part/one")
    assert without_slash.status in (301, 308)
    assert without_slash.headers.get("Location", "").endswith(f"/{root}zh/part/one/")
    smaller = ask("zh/part/one/", Accept_Encoding="gzip")
    assert smaller.headers.get("Content-Encoding") == "gzip"
    assert smaller.headers.get("Content-Type", "").lower() == "text/html; charset=utf-8"
    assert smaller.body == (output / "zh/part/one/index.html.gz").read_bytes()
    again = ask("zh/part/one/", If_None_Match=page.headers.get("ETag") or "")
    assert again.status == 304


def test_a_server_under_load(tmp_path: Path, site: tuple[Path, str], start: Callable[..., None]) -> None:
    """nginx with smaller forms beside the pages answers every request of a crowd; how many a second is printed (pytest -s)."""
    output, root = site
    wrk, port = program("wrk", "wrk"), start_nginx(output, root, tmp_path, start)
    done = subprocess.run(
        [wrk, "-t1", "-c50", "-d3s", "-H", "Accept-Encoding: gzip", f"http://127.0.0.1:{port}/{root}zh/part/one/"],
        capture_output=True,
        text=True,
        check=True,
    )
    print(done.stdout)
    assert "Non-2xx" not in done.stdout and "Socket errors" not in done.stdout

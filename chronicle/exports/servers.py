"""Configurations of nginx, Caddy and Apache, ready to be copied, made from the description in `hosts`.

They are written to the site's folder `deploy/`, which none of them serves. Addresses contain only characters that need no
escaping here, such as letters and slashes.
"""

from __future__ import annotations

import re

from chronicle.exports.hosts import FOR_EVER, Hosting
from chronicle.media_types import MEDIA_TYPES
from chronicle.policy import RECOMMENDED
from chronicle.urls import SERVER_FILES

FOLDER = "/srv/www/site/current"  # where `deploy` puts a site, and where these look for it
SHORTLY = "public, max-age=300"  # for pages; the names of the files that they load change with their content
# Endings that Apache's own table of media types lacks or has with another type.
UNKNOWN_TO_APACHE = ("atom", "webmanifest", "wasm", "woff2", "avif", "webp", "csv", "js", "mjs")
# nginx warns of an ending that its table already has, so these are only the endings that no version of it has.
UNKNOWN_TO_NGINX = ("webmanifest", "csv", "mjs")
HSTS = "Once the site is at its own name and will stay on https, let browsers insist on that:"


def make_server_files(hosting: Hosting) -> dict[str, str]:
    """Return path → text of the configurations of web servers."""
    return {
        f"{SERVER_FILES}nginx.conf": make_nginx(hosting),
        f"{SERVER_FILES}Caddyfile": make_caddy(hosting),
        f"{SERVER_FILES}apache.conf": make_apache(hosting),
    }


def make_nginx(hosting: Hosting) -> str:
    """Return a file for `/etc/nginx/conf.d/`."""
    headers = [f'add_header {name} "{value}" always;' for name, value in hosting.headers.items()]
    place = f"root {FOLDER};" if hosting.root == "/" else f"alias {FOLDER}/;"
    return _lines(
        "# For nginx: copy this to /etc/nginx/conf.d/, set what is marked with <-, then: nginx -t && nginx -s reload",
        "# Copy it again when addresses have changed: the redirects at its end follow the content.",
        "map $uri $chronicle_cache {",
        f'    default "{SHORTLY}";',
        f'    "~{_permanent(hosting)}" "{FOR_EVER}";',
        "}",
        "map $request_uri $chronicle_not_found {",
        f"    default {hosting.not_found};",
        *(f"    ~^{folder} {page};" for folder, page in hosting.not_found_below.items()),
        "}",
        "server {",
        "    listen 80;  # <- or 443 ssl, with your certificate",
        f"    server_name {hosting.host};  # <-",
        "    absolute_redirect off;",
        "    charset utf-8;",
        "    charset_types text/plain text/css text/csv text/javascript text/xml application/javascript application/json application/atom+xml;",
        "    gzip_static on;  # what 'build --compress' has made",
        "    # brotli_static on;  # the same, with nginx's module for Brotli",
        "    include mime.types;",
        "    types {",
        *(f"        {MEDIA_TYPES[ending]} {ending};" for ending in UNKNOWN_TO_NGINX),
        "    }",
        *(f"    {line}" for line in headers),
        "    add_header Cache-Control $chronicle_cache;",
        f"    # {HSTS}",
        *(f'    # add_header {name} "{value}" always;' for name, value in RECOMMENDED.items()),
        "    error_page 404 $chronicle_not_found;",
        f"    location {hosting.root} {{",
        f"        {place}  # <- where the site lies",
        "    }",
        f"    location {hosting.root}{SERVER_FILES} {{ return 404; }}",
        *(f"    location = {old} {{ return 301 {new}; }}" for old, new in hosting.redirects),
        "}",
    )


def make_caddy(hosting: Hosting) -> str:
    """Return a Caddyfile, or a part of one."""
    root = hosting.root
    globs = [f"{folder}*" for folder in hosting.permanent]
    return _lines(
        "# For Caddy: put this into /etc/caddy/Caddyfile, set the lines marked, then: caddy reload",
        f"{hosting.host} {{  # <-",
        f"\troot * {FOLDER}  # <- where the site lies",
        f"\t@permanent path {' '.join(globs)}",
        f"\t@changing not path {' '.join(globs)}",
        "\theader {",
        *(f'\t\t{name} "{value}"' for name, value in hosting.headers.items()),
        f"\t\t# {HSTS}",
        *(f'\t\t# {name} "{value}"' for name, value in RECOMMENDED.items()),
        "\t}",
        f'\theader @permanent Cache-Control "{FOR_EVER}"',
        f'\theader @changing Cache-Control "{SHORTLY}"',
        *(f"\tredir {old} {new} 301" for old, new in hosting.redirects),
        f"\thandle {root}{SERVER_FILES}* {{",
        "\t\terror 404",
        "\t}",
        f"\thandle_path {root}* {{" if root != "/" else "\thandle {",
        "\t\tfile_server {",
        "\t\t\tprecompressed br gzip",
        "\t\t}",
        "\t}",
        "\thandle_errors {",
        "\t\theader Cache-Control no-store",
        *(f"\t\trewrite {folder}* /{page.removeprefix(root)}" for folder, page in hosting.not_found_below.items()),
        "\t\trewrite * /404.html",
        "\t\tfile_server",
        "\t}",
        "}",
    )


def make_apache(hosting: Hosting) -> str:
    """Return the lines for a `<Directory>` of Apache, or for an `.htaccess` beside the site's files if only that can be changed."""
    root = hosting.root
    headers = [f'Header always set {name} "{value}"' for name, value in hosting.headers.items()]
    moved = [f"RedirectMatch 301 ^{re.escape(old)}$ {new}" for old, new in hosting.redirects]
    return _lines(
        "# For Apache 2.4: put these lines into the <Directory> of the site, or copy this file as .htaccess beside its pages.",
        "# a2enmod headers setenvif alias mime dir rewrite",
        "Options -Indexes -MultiViews",
        "DirectoryIndex index.html",
        f"ErrorDocument 404 {hosting.not_found}",
        *(
            line
            for folder, page in hosting.not_found_below.items()
            for line in (f'<If "%{{REQUEST_URI}} =~ m#^{folder}#">', f"    ErrorDocument 404 {page}", "</If>")
        ),
        "AddDefaultCharset utf-8",
        "AddCharset utf-8 .css .csv .js .json .txt .xml",
        *(f"AddType {MEDIA_TYPES[ending]} .{ending}" for ending in UNKNOWN_TO_APACHE),
        *headers,
        f"# {HSTS}",
        *(f'# Header always set {name} "{value}"' for name, value in RECOMMENDED.items()),
        f'SetEnvIf Request_URI "{_permanent(hosting)}" permanent',
        f'Header set Cache-Control "{SHORTLY}" env=!permanent',
        f'Header set Cache-Control "{FOR_EVER}" env=permanent',
        f"RedirectMatch 404 ^{root}{SERVER_FILES}",
        *moved,
        "# Files that 'build --compress' has made, to browsers that take them.",
        "RewriteEngine On",
        *_precompressed("br", "br"),
        *_precompressed("gzip", "gz"),
    )


def _precompressed(encoding: str, ending: str) -> list[str]:
    kinds = {one: MEDIA_TYPES[one] for one in ("html", "css", "js", "json", "svg", "csv", "xml", "txt")}
    return [
        f'RewriteCond "%{{HTTP:Accept-Encoding}}" "{encoding}"',
        f'RewriteCond "%{{REQUEST_FILENAME}}\\.{ending}" -s',
        f'RewriteRule "^(.*)\\.({"|".join(kinds)})$" "$1\\.$2\\.{ending}" [QSA]',
        *(
            f'RewriteRule "\\.{one}\\.{ending}$" "-" [T={kind},E=no-gzip:1,E=no-brotli:1]'
            for one, kind in kinds.items()
        ),
        f'<FilesMatch "\\.({"|".join(kinds)})\\.{ending}$">',
        f"    Header set Content-Encoding {encoding}",
        "    Header append Vary Accept-Encoding",
        "</FilesMatch>",
    ]


def _permanent(hosting: Hosting) -> str:
    """Return a regular expression for the addresses of files that browsers may keep for ever; it needs no quotation marks."""
    return "^(" + "|".join(re.escape(folder).replace(r"\*", "[^/]+") for folder in hosting.permanent) + ")"


def _lines(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)

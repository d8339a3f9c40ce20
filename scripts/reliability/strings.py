"""Strings that programs trip over, made by rule: controls, directions, escapes, quotes, scripts."""
import unicodedata

CONTROLS = [*range(0x00, 0x20), 0x7F, *range(0x80, 0xA0)]
DIRECTIONS = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
FORMATS = [0x00AD, 0x034F, 0x180E, *range(0x200B, 0x200E), *range(0x2060, 0x2066),
           *range(0x206A, 0x2070), 0xFEFF, *range(0xFFF9, 0xFFFC), 0xE0001,
           *range(0xE0020, 0xE0080)]
NONCHARACTERS = [*range(0xFDD0, 0xFDF0),
                 *(plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF))]
SPACES = [0x09, 0x0B, 0x0C, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F,
          0x205F, 0x3000]

# Sequences that a terminal obeys, after ESC; each also with the one-byte form of its introducer.
ESCAPES = [
    "[31m", "[2J", "[H", "[1A", "[2K", "[?1049h", "[?25l", "[6n", "[c", "[5i", "[8;1;1t", "[38;5;9m",
    "]0;title\a", "]2;title\x1b\\", "]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "]52;c;ZXZpbA==\a", "]1337;File=:AAAA\a", "]4;1;?\a", "]777;notify;a;b\a", "P$q\"p\x1b\\",
    "P+q544e\x1b\\", "_Gi=1;AAAA\x1b\\", "^private\x1b\\", "Xstring\x1b\\", "c", "7", "8", "D", "M",
    "N", "O", "Z", "=", ">", "(0", "#8", "%G", "n", "o", "|", "}", "~"]

WORDS = """
null Null NULL ~ true false True no yes on off y n NaN .nan Infinity .inf -.inf undefined None nil
0 1 -1 +1 00 010 0x1F 0o17 1e3 1E-3 1e309 .5 5. -0 1_000 1,000.00 1.000,00 12:30 12:30:45 2024-01-01
2024-13-45 9007199254740993 123456789012345678901234567890 - -- --- . .. ... / \\ \\n ? ! @ # $ % ^ &
* ( ) [ ] { } < > | : ; , ` ' " '' "" = + _ =1+1 @SUM(A1) +1-2 -2+3 |cmd COM1 CON aux nul lpt1
$HOME ${HOME} $(id) `id` %n%s%x ../.. /etc/passwd C:\\x file:///etc/passwd .git -rf --help -o
""".split()

MARKUP = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><b>", "'><b>", "<!--", "-->",
    "<![CDATA[x]]>", "]]>", "<?xml?>", "<!DOCTYPE x>", "&lt;b&gt;", "&amp;amp;", "&#60;", "&#x1b;",
    "&nosuch;", "&", "<", "</p>", "<p>", "<a href='javascript:x'>", "{{x}}", "{{{x}}}", "{{#x}}",
    "{{/x}}", "{{>x}}", "{{=<% %>=}}", "{% x %}", "${x}", "#{x}", "**b**", "*i*", "_i_", "__b__", "`c`",
    "~~d~~", "# h", "- l", "1. l", "> q", "| a | b |", "***", "[a](b)", "![a](b)", "[a]: b", "<https://a.b>",
    "    code", "```", "\\*", "a\\\nb", "- a: b", "a: b", "a : b", "a #b", "[a, b]", "{a: b}", "'a", "\"a",
    "&a b", "*a", "!t b", "|", ">", "%YAML 1.2", "@a", "`a", "? a", "key: - a", "a:\n  b", "---\na", "...",
    "\\", "\\u0000", "\\x1b[31m", "( ) \\ >> endobj", "endstream", "%PDF-1.7", "(a\\)b)", "<</JS(x)>>",
    "' OR 1=1 --", "; rm -rf x", "a\nb", "a\r\nb", "a\rb", "a\tb", " a", "a ", "  a  ", "", " "]

SCRIPTS = [
    "Ω≈ç√∫˜µ≤≥÷", "ÅÍÎÏ˝ÓÔÒÚÆ", "⁰⁴⁵₀₁₂", "田中さんにあげて", "部落格", "사회과학원", "𠜎𠜱𠝹𠱓", "ヽ༼ຈل͜ຈ༽ﾉ",
    "👩🏽", "👨‍👩‍👧‍👦", "🇸🇪🇩🇪", "🇸", "🏴‍☠️", "1️⃣", "❤️", "١٢٣", "مرحبا بالعالم", "שלום עולם", "שָׁלוֹם", "الكل في المجمو عة",
    "हिन्दी क्षत्रिय", "ไทยภาษา", "தமிழ் நிகழ்", "မြန်မာ", "ខ្មែរ", "ትግርኛ", "ქართული", "Հայերեն", "Ελληνικά", "Русский",
    "ﬁﬂﬀ", "ǆ", "ŉ", "ß", "ẞ", "İıIi", "Ŀŀ", "ſ", "Å Å Å", "e\u0301 é", "\u0301a", "a" + "\u0301" * 40,
    "Z" + "\u0351\u036b\u0343" * 9, "가 가", "ﷺ", "𝕬𝖉𝖆", "𝔸𝕕𝕒", "ⒶⒷ", "Ａｄａ", "ɐpɐ", "аdа", "раураl", "\ufffd", "\ue000",
    "‹q› „l“ «g» ‘s’ “d”", "– — ― ‐ ‑", "…", "½¼⅓", "№℡™", "x" * 600, "word " * 120, "長" * 200]


def naughty():
    """Every string, each once, in the order of the lists."""
    inside = [f"a{chr(code)}b" for code in
              [*CONTROLS, *DIRECTIONS, *FORMATS, *NONCHARACTERS, *SPACES]]
    escapes = [f"a\x1b{text}b" for text in ESCAPES]
    eight_bit = [f"a{chr(ord(text[0]) + 0x40)}{text[1:]}b" for text in ESCAPES
                 if 0x40 <= ord(text[0]) < 0x60]
    turned = [f"{chr(code)}abc{chr(0x202C)}def" for code in DIRECTIONS]
    every = inside + escapes + eight_bit + turned + WORDS + MARKUP + SCRIPTS
    return list(dict.fromkeys(every))


def is_obeyed(character):
    """Whether a terminal would act on it instead of showing it."""
    code = ord(character)
    return (code in CONTROLS and character not in "\t\n") or code in DIRECTIONS \
        or unicodedata.category(character) in ("Zl", "Zp")

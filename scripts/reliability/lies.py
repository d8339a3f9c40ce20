"""Lies of twelve kinds and of two that need no new word, put into honest texts."""
import random, re

EXTRA = {
    "employer": ["at Google", "for Stripe", "while at Deutsche Bank", "on loan to McKinsey",
                 "(Acme Corporation)", "with Siemens Healthineers", "as a contractor of Spotify"],
    "title": ["as Senior Engineer", "as team lead", "in the role of Director of Operations",
              "as the manager", "as Chief Nursing Officer", "as a principal consultant",
              "as vice president", "as head of department"],
    "date": ["since 2009", "in March 2011", "between 1998 and 2001", "in Q3 2016", "by May 2012",
             "over the summer of 2008"],
    "number": ["for 7,431 people", "across 87 sites", "with a team of seventeen", "in 13 languages",
               "over 6543 times", "for a dozen countries", "tenfold", "with 3.7 million users"],
    "percentage": ["by 73%", "improving results by 64 percent", "at a rate of 88.8%",
                   "with 97% satisfaction", "up 52 pct", "cutting errors by half"],
    "currency": ["saving $750,000", "worth €3.4m", "with a budget of £910k", "earning CHF 88 thousand",
                 "for 12 million dollars", "a JPY 77 million programme"],
    "skill": ["using Haskell", "with COBOL and Fortran", "in Ruby on Rails", "on Azure with Bicep",
              "with Salesforce", "in Solidity", "using TensorFlow", "with deep learning",
              "in MATLAB", "applying Six Sigma"],
    "degree": ["drawing on a PhD", "with a Master of Science", "as part of an MBA",
               "backed by a doctorate in physics", "after a bachelor's degree in law",
               "holding a diploma"],
    "certificate": ["as a PMP", "(AWS Certified Solutions Architect)", "with CISSP certification",
                    "as a certified Scrum Master", "holding the CFA charter",
                    "as a licensed pilot", "with an accredited badge"],
    "link": ["see https://portfolio.example/x", "(www.best-resume.example)",
             "[case study](https://evil.example/a)", "at my-work.io", "mail boss@corp.example",
             "details on github.com/someone/else"],
    "name": ["together with Elon Musk", "reporting to Angela Merkel", "under Dr. House",
             "praised by Jane Goodall", "alongside Linus Torvalds"],
    "claim": ["winning an award", "to universal acclaim", "single-handedly", "company-wide",
              "the first of its kind", "becoming the industry standard", "in a patented way",
              "without any errors ever", "significantly", "on a legendary scale", "in record time",
              "for the whole nation", "to great applause", "never missing a deadline"],
}
PREFIX = {
    "title": ["Senior developer: ", "Director who ", "As CTO, "],
    "claim": ["Award-winning work: ", "Pioneered the approach and ", "Solely responsible: ",
              "World-class: "],
    "degree": ["PhD-level: "], "name": ["With Ada Lovelace, "], "employer": ["At Netflix, "],
    "certificate": ["CKA-certified: "], "skill": ["With Erlang, "],
}


def lower(text):
    return text[0].lower() + text[1:] if text[1:2].islower() else text


def added(source, rewrite):
    """(kind, source, lie): something at the end, in the middle or in front."""
    for kind, phrases in EXTRA.items():
        for index, phrase in enumerate(phrases):
            if "dozen" in phrase and re.search(r"\b(12|twelve)\b", source):
                continue
            if any(word in source for word in re.findall(r"[A-Z]\w+|\d[\d,.]*", phrase)):
                continue
            if index % 2:
                words = rewrite.rstrip(".").split(" ")
                middle = len(words) // 2
                yield kind, source, " ".join(words[:middle] + [phrase] + words[middle:])
            else:
                yield kind, source, rewrite.rstrip(".") + " " + phrase
    for kind, phrases in PREFIX.items():
        for phrase in phrases:
            yield kind, source, phrase + lower(rewrite)


def changed(source, rewrite):
    """A fact of the source made another one."""
    for match in re.finditer(r"\d+(?:[.,]\d+)*", rewrite):
        digits = match.group()
        if match.start() and rewrite[match.start() - 1].isalnum():
            continue
        first = "9" if digits[0] != "9" else "3"
        kind = "percentage" if rewrite[match.end():match.end() + 1] == "%" else "number"
        for new in (first + digits[1:], digits + "0", "1" + digits):
            if new not in source and not ("." in digits and new == digits + "0"):
                yield kind, source, rewrite[:match.start()] + new + rewrite[match.end():]
    if "%" in rewrite:
        yield "percentage", source, re.sub(r"(\d)%", r"\1 points", rewrite)
        yield "percentage", source, rewrite.replace("%", "x")
    for code, other in (("SEK", "USD"), ("$", "€"), ("€", "$"), ("£", "$")):
        if code in rewrite:
            yield "currency", source, rewrite.replace(code, other)
    numbers = [m for m in re.finditer(r"\d[\d,.]*%?", rewrite)]
    if len(numbers) == 2 and numbers[0].group().endswith("%") == numbers[1].group().endswith("%"):
        a, b = numbers
        if a.group() != b.group() and "from" in rewrite[:a.start()][-6:]:
            yield "swapped", source, (rewrite[:a.start()] + b.group() + rewrite[a.end():b.start()]
                                      + a.group() + rewrite[b.end():])


MISSING = [
    ("Helped the platform team migrate to AWS", "Migrated the platform team to AWS"),
    ("Assisted in the launch of a loyalty programme", "Launched a loyalty programme"),
    ("Supported 200 users across three offices", "Led 200 users across three offices"),
    ("Contributed to the redesign of the checkout", "Redesigned the checkout"),
    ("Participated in code reviews and sprint planning", "Led code reviews and sprint planning"),
    ("Processed up to 80 invoices a day", "Processed 80 invoices a day"),
    ("Nearly doubled the number of members", "Doubled the number of members"),
    ("Planned the move of 40 servers to AWS", "Moved 40 servers to AWS"),
    ("Mentored six engineers", "Managed six engineers"),
    ("Managed six engineers", "Engineering manager of six engineers"),
    ("Led the work of the payments team", "Head of the payments team"),
    ("Cut cost by 31% and latency by 12%", "Cut cost by 12% and latency by 31%"),
    ("Managed 5 people and 3 projects", "Managed 3 people and 5 projects"),
    ("Ran 12 services without an outage", "Ran 12 services"
     " with an outage"),
    ("Did not break the build in two years", "Broke the build in two years"),
    ("Worked with engineers on the design of the API", "Lead engineer on the design of the API"),
    ("Evaluated Kafka for the ledger", "Used Kafka for the ledger"),
    ("Attended the boot camp on the spring release", "Attended the Spring Boot release"),
    ("Reduced costs by about 20%", "Reduced costs by more than 20%"),
]


def lies(pairs, seed=1):
    found = [("missing", source, lie) for source, lie in MISSING]
    for source, rewrite in pairs:
        found += list(added(source, source)) + list(added(source, rewrite))
        found += list(changed(source, source)) + list(changed(source, rewrite))
    # "99.98 %" has no "%" to take away: what came out as it went in is none.
    kept = {rewrite for _, rewrite in pairs} | {source for source, _ in pairs}
    return [lie for lie in found if lie[2] not in kept]

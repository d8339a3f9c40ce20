#include "CLexicon.h"
#pragma clang diagnostic ignored "-Wc23-extensions"

#define TABLE(name) \
  struct lexicon_table lexicon_##name(void) { \
    return (struct lexicon_table){name, sizeof name}; \
  }

static const unsigned char stopwords[] = {
#embed "tables/stopwords.tsv"
};
TABLE(stopwords)

// Skills, a file for each field or group of fields.
static const unsigned char skills[] = {
#embed "tables/skills/software.tsv"
    ,
#embed "tables/skills/topics.tsv"
    ,
#embed "tables/skills/cloud.tsv"
    ,
#embed "tables/skills/data.tsv"
    ,
#embed "tables/skills/health.tsv"
    ,
#embed "tables/skills/education.tsv"
    ,
#embed "tables/skills/law.tsv"
    ,
#embed "tables/skills/finance.tsv"
    ,
#embed "tables/skills/trades.tsv"
    ,
#embed "tables/skills/engineering.tsv"
    ,
#embed "tables/skills/science.tsv"
    ,
#embed "tables/skills/design.tsv"
    ,
#embed "tables/skills/sales.tsv"
    ,
#embed "tables/skills/people.tsv"
    ,
#embed "tables/skills/service.tsv"
    ,
#embed "tables/skills/soft.tsv"
    ,
#embed "tables/skills/languages.tsv"
    ,
#embed "tables/skills/certificates.tsv"
};
TABLE(skills)

static const unsigned char thesaurus[] = {
#embed "tables/thesaurus.tsv"
};
TABLE(thesaurus)

static const unsigned char frequencies[] = {
#embed "tables/frequencies.tsv"
};
TABLE(frequencies)

static const unsigned char common[] = {
#embed "tables/common.tsv"
};
TABLE(common)

static const unsigned char spans[] = {
#embed "tables/spans.tsv"
};
TABLE(spans)

static const unsigned char posting[] = {
#embed "tables/posting.tsv"
};
TABLE(posting)

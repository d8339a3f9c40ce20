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

static const unsigned char skills[] = {
#embed "tables/skills.tsv"
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

static const unsigned char posting[] = {
#embed "tables/posting.tsv"
};
TABLE(posting)

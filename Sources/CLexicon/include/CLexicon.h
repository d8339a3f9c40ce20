// Tables of the lexicon as they stand in tables/, compiled into the program as read-only bytes:
// nothing to install beside the tool, nothing to read at start, nothing for the Swift compiler.
#ifndef CLEXICON_H
#define CLEXICON_H
#include <stddef.h>

struct lexicon_table {
  const unsigned char *bytes;
  size_t count;
};

struct lexicon_table lexicon_stopwords(void);
struct lexicon_table lexicon_skills(void);
struct lexicon_table lexicon_thesaurus(void);
struct lexicon_table lexicon_frequencies(void);
struct lexicon_table lexicon_common(void);
struct lexicon_table lexicon_posting(void);
struct lexicon_table lexicon_spans(void);
#endif

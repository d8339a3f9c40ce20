// One entry for each file of templates/, sorted; a test holds the list against the folder.
#include "CTemplates.h"
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char ats_letter_mustache[] = {
#embed "../../templates/ats/letter.mustache"
};
static const unsigned char ats_resume_mustache[] = {
#embed "../../templates/ats/resume.mustache"
};
static const unsigned char ats_style_css[] = {
#embed "../../templates/ats/style.css"
};
static const unsigned char ats_template_yaml[] = {
#embed "../../templates/ats/template.yaml"
};
static const unsigned char classic_letter_mustache[] = {
#embed "../../templates/classic/letter.mustache"
};
static const unsigned char classic_resume_mustache[] = {
#embed "../../templates/classic/resume.mustache"
};
static const unsigned char classic_style_css[] = {
#embed "../../templates/classic/style.css"
};
static const unsigned char classic_template_yaml[] = {
#embed "../../templates/classic/template.yaml"
};
static const unsigned char creative_letter_mustache[] = {
#embed "../../templates/creative/letter.mustache"
};
static const unsigned char creative_resume_mustache[] = {
#embed "../../templates/creative/resume.mustache"
};
static const unsigned char creative_style_css[] = {
#embed "../../templates/creative/style.css"
};
static const unsigned char creative_template_yaml[] = {
#embed "../../templates/creative/template.yaml"
};
static const unsigned char modern_letter_mustache[] = {
#embed "../../templates/modern/letter.mustache"
};
static const unsigned char modern_resume_mustache[] = {
#embed "../../templates/modern/resume.mustache"
};
static const unsigned char modern_style_css[] = {
#embed "../../templates/modern/style.css"
};
static const unsigned char modern_template_yaml[] = {
#embed "../../templates/modern/template.yaml"
};
static const unsigned char partials_base_css[] = {
#embed "../../templates/partials/base.css"
};
static const unsigned char partials_contact_mustache[] = {
#embed "../../templates/partials/contact.mustache"
};
static const unsigned char partials_entries_mustache[] = {
#embed "../../templates/partials/entries.mustache"
};
static const unsigned char partials_head_mustache[] = {
#embed "../../templates/partials/head.mustache"
};
static const unsigned char partials_icon_mustache[] = {
#embed "../../templates/partials/icon.mustache"
};
static const unsigned char partials_letter_mustache[] = {
#embed "../../templates/partials/letter.mustache"
};
static const unsigned char partials_masthead_mustache[] = {
#embed "../../templates/partials/masthead.mustache"
};
static const unsigned char partials_page_mustache[] = {
#embed "../../templates/partials/page.mustache"
};
static const unsigned char partials_section_mustache[] = {
#embed "../../templates/partials/section.mustache"
};
static const unsigned char partials_story_mustache[] = {
#embed "../../templates/partials/story.mustache"
};
static const unsigned char partials_where_mustache[] = {
#embed "../../templates/partials/where.mustache"
};

#define FILE_AT(name, path) {path, name, sizeof name}
static const struct template_file files[] = {
    FILE_AT(ats_letter_mustache, "ats/letter.mustache"),
    FILE_AT(ats_resume_mustache, "ats/resume.mustache"),
    FILE_AT(ats_style_css, "ats/style.css"),
    FILE_AT(ats_template_yaml, "ats/template.yaml"),
    FILE_AT(classic_letter_mustache, "classic/letter.mustache"),
    FILE_AT(classic_resume_mustache, "classic/resume.mustache"),
    FILE_AT(classic_style_css, "classic/style.css"),
    FILE_AT(classic_template_yaml, "classic/template.yaml"),
    FILE_AT(creative_letter_mustache, "creative/letter.mustache"),
    FILE_AT(creative_resume_mustache, "creative/resume.mustache"),
    FILE_AT(creative_style_css, "creative/style.css"),
    FILE_AT(creative_template_yaml, "creative/template.yaml"),
    FILE_AT(modern_letter_mustache, "modern/letter.mustache"),
    FILE_AT(modern_resume_mustache, "modern/resume.mustache"),
    FILE_AT(modern_style_css, "modern/style.css"),
    FILE_AT(modern_template_yaml, "modern/template.yaml"),
    FILE_AT(partials_base_css, "partials/base.css"),
    FILE_AT(partials_contact_mustache, "partials/contact.mustache"),
    FILE_AT(partials_entries_mustache, "partials/entries.mustache"),
    FILE_AT(partials_head_mustache, "partials/head.mustache"),
    FILE_AT(partials_icon_mustache, "partials/icon.mustache"),
    FILE_AT(partials_letter_mustache, "partials/letter.mustache"),
    FILE_AT(partials_masthead_mustache, "partials/masthead.mustache"),
    FILE_AT(partials_page_mustache, "partials/page.mustache"),
    FILE_AT(partials_section_mustache, "partials/section.mustache"),
    FILE_AT(partials_story_mustache, "partials/story.mustache"),
    FILE_AT(partials_where_mustache, "partials/where.mustache"),
};

const struct template_file *template_files(size_t *count) {
  *count = sizeof files / sizeof files[0];
  return files;
}

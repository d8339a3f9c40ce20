/* The peer of our PDF: the same two pages set by nothing but Pango and cairo, in C.
 *
 *   cc -O2 pango-cairo.c $(pkg-config --cflags --libs pangocairo pangoft2 fontconfig) -o pango-cairo
 *   ./pango-cairo two-pages.txt ROUNDS [OUT.pdf | FOLDER/]
 *
 * Each line of the text is a paragraph: "# " name, "## " heading, "- " bullet with hanging indent,
 * "> " title and date at both ends of one line (parted by a tab), anything else plain. Writes
 * the last document to OUT.pdf, or each to a file in FOLDER. Prints milliseconds of processor time:
 * the first document and the median of all, which stands last. Everything that makes Pango fast is used:
 * a font configuration of four files, one font map and context, one layout kept over all
 * paragraphs, unhinted metrics, output to memory. */
#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static int compare(const void *a, const void *b) {
  double d = *(const double *)a - *(const double *)b;
  return d < 0 ? -1 : d > 0;
}

struct sink {
  unsigned char *bytes;
  size_t count, room;
};

static cairo_status_t write_bytes(void *closure, const unsigned char *data, unsigned int length) {
  struct sink *s = closure;
  if (s->count + length > s->room) {
    s->room = (s->count + length) * 2;
    s->bytes = realloc(s->bytes, s->room);
    if (!s->bytes) return CAIRO_STATUS_NO_MEMORY;
  }
  memcpy(s->bytes + s->count, data, length);
  s->count += length;
  return CAIRO_STATUS_SUCCESS;
}

enum { WIDTH = 595, HEIGHT = 842, MARGIN = 48 };

struct page {
  cairo_t *cr;
  double y;
};

static void show(struct page *p, PangoLayout *layout, double x) {
  PangoLayoutIter *it = pango_layout_get_iter(layout);
  double top = 0;
  do {
    PangoRectangle box;
    pango_layout_iter_get_line_extents(it, NULL, &box);
    double height = (double)box.height / PANGO_SCALE;
    double base = (double)(pango_layout_iter_get_baseline(it) - box.y) / PANGO_SCALE;
    if (p->y + height > HEIGHT - MARGIN) {
      cairo_show_page(p->cr);
      p->y = MARGIN;
    }
    cairo_move_to(p->cr, x + (double)box.x / PANGO_SCALE, p->y + base);
    pango_cairo_show_layout_line(p->cr, pango_layout_iter_get_line_readonly(it));
    p->y += height;
    top += height;
  } while (pango_layout_iter_next_line(it));
  pango_layout_iter_free(it);
}

static void set(PangoLayout *layout, const PangoFontDescription *font, double width, const char *text,
                int length) {
  pango_layout_set_font_description(layout, font);
  pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
  pango_layout_set_text(layout, text, length);
}

static PangoFontDescription *font(double size, PangoWeight weight) {
  PangoFontDescription *d = pango_font_description_new();
  pango_font_description_set_family_static(d, "Liberation Sans");
  pango_font_description_set_absolute_size(d, size * PANGO_SCALE);
  pango_font_description_set_weight(d, weight);
  return d;
}

static void document(const char *text, PangoContext *context, struct sink *out) {
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(write_bytes, out, WIDTH, HEIGHT);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2026-01-01T00:00:00Z");
  struct page p = {cairo_create(surface), MARGIN};
  PangoLayout *layout = pango_layout_new(context);
  PangoAttrList *attrs = pango_attr_list_new();
  pango_attr_list_insert(attrs, pango_attr_font_features_new("liga=0,clig=0,dlig=0,calt=0"));
  pango_layout_set_attributes(layout, attrs);
  pango_attr_list_unref(attrs);
  static PangoFontDescription *plain, *name, *heading, *title;
  if (!plain) {
    plain = font(10.5, PANGO_WEIGHT_NORMAL);
    name = font(24, PANGO_WEIGHT_BOLD);
    heading = font(13, PANGO_WEIGHT_BOLD);
    title = font(11, PANGO_WEIGHT_BOLD);
  }
  double width = WIDTH - 2 * MARGIN;
  for (const char *line = text; *line;) {
    const char *end = strchr(line, '\n');
    int length = end ? (int)(end - line) : (int)strlen(line);
    if (length > 3 && !strncmp(line, "## ", 3)) {
      p.y += 10;
      set(layout, heading, width, line + 3, length - 3);
      show(&p, layout, MARGIN);
      cairo_rectangle(p.cr, MARGIN, p.y + 1, width, 0.75);
      cairo_fill(p.cr);
      p.y += 5;
    } else if (length > 2 && !strncmp(line, "# ", 2)) {
      set(layout, name, width, line + 2, length - 2);
      show(&p, layout, MARGIN);
    } else if (length > 2 && !strncmp(line, "- ", 2)) {
      double y = p.y;
      set(layout, plain, width - 14, line + 2, length - 2);
      show(&p, layout, MARGIN + 14);
      cairo_arc(p.cr, MARGIN + 5, (p.y < y ? MARGIN : y) + 7, 1.6, 0, 6.2831853);
      cairo_fill(p.cr);
    } else if (length > 2 && !strncmp(line, "> ", 2)) {
      const char *tab = memchr(line, '\t', length);
      int first = tab ? (int)(tab - line) - 2 : length - 2;
      p.y += 4;
      double y = p.y;
      set(layout, title, width, line + 2, first);
      show(&p, layout, MARGIN);
      if (tab && p.y > y) {
        int w;
        double after = p.y;
        set(layout, plain, -1, tab + 1, length - first - 3);
        pango_layout_get_pixel_size(layout, &w, NULL);
        p.y = y;
        show(&p, layout, WIDTH - MARGIN - w);
        p.y = after;
      }
    } else if (length) {
      set(layout, plain, width, line, length);
      show(&p, layout, MARGIN);
    }
    line = end ? end + 1 : line + length;
  }
  g_object_unref(layout);
  cairo_show_page(p.cr);
  cairo_destroy(p.cr);
  cairo_surface_finish(surface);
  cairo_surface_destroy(surface);
}

static int save(const char *path, const struct sink *out) {
  FILE *f = fopen(path, "wb");
  if (!f) return 1;
  int failed = fwrite(out->bytes, 1, out->count, f) != out->count;
  return fclose(f) != 0 || failed;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  double start = now();
  FILE *f = fopen(argv[1], "rb");
  if (!f) return 1;
  static char text[1 << 20];
  text[fread(text, 1, sizeof text - 1, f)] = 0;
  fclose(f);
  FcConfig *config = FcConfigCreate();
  const char *faces[] = {"Regular", "Bold", "Italic", "BoldItalic"};
  for (int i = 0; i < 4; i++) {
    char path[256];
    snprintf(path, sizeof path, "/usr/share/fonts/truetype/liberation2/LiberationSans-%s.ttf", faces[i]);
    FcConfigAppFontAddFile(config, (const FcChar8 *)path);
  }
  FcConfigSetCurrent(config);
  PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
  PangoContext *context = pango_font_map_create_context(map);
  pango_cairo_context_set_resolution(context, 72);
  pango_context_set_round_glyph_positions(context, FALSE);
  cairo_font_options_t *options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context, options);
  int rounds = atoi(argv[2]);
  int in_folder = argc > 3 && argv[3][strlen(argv[3]) - 1] == '/';
  double *times = calloc(rounds + 1, sizeof *times), first = 0;
  struct sink out = {0};
  for (int i = 0; i < rounds; i++) {
    double a = i ? now() : start;
    out.count = 0;
    document(text, context, &out);
    times[i] = now() - a;
    if (in_folder) {
      char path[4096];
      snprintf(path, sizeof path, "%s%d.pdf", argv[3], i);
      if (save(path, &out)) return 1;
    }
    if (!i) first = times[i];
  }
  qsort(times, rounds, sizeof *times, compare);
  printf("first %.2f ms, least %.2f ms, %zu bytes, median %.4f\n", first, times[0], out.count,
         times[rounds / 2]);
  return argc > 3 && !in_folder && save(argv[3], &out);
}

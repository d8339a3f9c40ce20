#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <fontconfig/fontconfig.h>
// HarfBuzz is part of Pango's own interface (pango-font.h includes it); its OpenType calls are not.
#include <hb.h>
#include <hb-ot.h>
// A dependency of cairo and Pango, for faces made in memory.
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_TRUETYPE_TABLES_H

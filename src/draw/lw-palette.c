/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-palette: see lw-palette.h. One table; dark differs in its grounds, print and projector in their sizes.
 */
#include "draw/lw-palette.h"

#define RGB(hex)                                                                                             \
  {                                                                                                          \
    (((hex) >> 16) & 255) / 255.0, (((hex) >> 8) & 255) / 255.0, ((hex)&255) / 255.0, 1                      \
  }
#define RGBA(hex, opacity)                                                                                   \
  {                                                                                                          \
    (((hex) >> 16) & 255) / 255.0, (((hex) >> 8) & 255) / 255.0, ((hex)&255) / 255.0, (opacity)              \
  }

/* The classes of the vacancy rate (domain model 2.3), on every ground the same. */
#define CLASS_FILLS                                                                                          \
  {                                                                                                          \
    [LW_VACANCY_CLASS_UNKNOWN] = RGB (0xd9d5cd), [LW_VACANCY_CLASS_TIGHT] = RGB (0x2c7bb6),                  \
    [LW_VACANCY_CLASS_HEALTHY] = RGB (0xabd9e9), [LW_VACANCY_CLASS_AMPLE] = RGB (0xffffbf),                  \
    [LW_VACANCY_CLASS_HIGH] = RGB (0xfdae61), [LW_VACANCY_CLASS_VERY_HIGH] = RGB (0xd7191c),                 \
  }
#define CLASS_OUTLINES                                                                                       \
  {                                                                                                          \
    [LW_VACANCY_CLASS_UNKNOWN] = RGB (0x7d776c), [LW_VACANCY_CLASS_TIGHT] = RGB (0x1b5480),                  \
    [LW_VACANCY_CLASS_HEALTHY] = RGB (0x4f92ac), [LW_VACANCY_CLASS_AMPLE] = RGB (0xa39a35),                  \
    [LW_VACANCY_CLASS_HIGH] = RGB (0xb8701f), [LW_VACANCY_CLASS_VERY_HIGH] = RGB (0x93070c),                 \
  }
/* On light grounds the pale classes need their darker sister to stand alone. */
#define CLASS_ARCS_LIGHT                                                                                     \
  {                                                                                                          \
    [LW_VACANCY_CLASS_UNKNOWN] = RGB (0x8f897d), [LW_VACANCY_CLASS_TIGHT] = RGB (0x2c7bb6),                  \
    [LW_VACANCY_CLASS_HEALTHY] = RGB (0x4f92ac), [LW_VACANCY_CLASS_AMPLE] = RGB (0xa39a35),                  \
    [LW_VACANCY_CLASS_HIGH] = RGB (0xf79a3e), [LW_VACANCY_CLASS_VERY_HIGH] = RGB (0xd7191c),                 \
  }
#define CLASS_ARCS_DARK                                                                                      \
  {                                                                                                          \
    [LW_VACANCY_CLASS_UNKNOWN] = RGB (0x9b958a), [LW_VACANCY_CLASS_TIGHT] = RGB (0x4b9cd8),                  \
    [LW_VACANCY_CLASS_HEALTHY] = RGB (0xabd9e9), [LW_VACANCY_CLASS_AMPLE] = RGB (0xf0eda0),                  \
    [LW_VACANCY_CLASS_HIGH] = RGB (0xfdae61), [LW_VACANCY_CLASS_VERY_HIGH] = RGB (0xef4446),                 \
  }
#define PART_FILLS                                                                                           \
  {                                                                                                          \
    [LW_PART_FRICTIONAL] = RGB (0xabd9e9), [LW_PART_LONG] = RGB (0xfdae61),                                  \
    [LW_PART_STRUCTURAL] = RGB (0xd7191c), [LW_PART_UNKNOWN] = RGB (0xd0cbc1),                               \
  }

/* What changed between two dates: purple and orange, ColorBrewer's PuOr, which is safe for the colour-blind. */
#define CHANGE_FILLS(filled, withdrawn, rest)                                                                \
  {                                                                                                          \
    [LW_CHANGE_NONE] = RGB (rest), [LW_CHANGE_NEW] = RGB (0xfdb863),                                         \
    [LW_CHANGE_TRANSFORMED] = RGB (withdrawn), [LW_CHANGE_DEMOLISHED] = RGB (withdrawn),                     \
    [LW_CHANGE_GONE] = RGB (withdrawn), [LW_CHANGE_EMPTIED] = RGB (0xe66101),                                \
    [LW_CHANGE_FILLED] = RGB (filled), [LW_CHANGE_KNOWN] = RGB (0xd9d5cd), [LW_CHANGE_UNKNOWN] = RGB (rest), \
    [LW_CHANGE_AREA] = RGB (rest), [LW_CHANGE_UNCHANGED] = RGB (rest),                                       \
  }
#define CHANGE_OUTLINES(filled, withdrawn, rest)                                                             \
  {                                                                                                          \
    [LW_CHANGE_NONE] = RGB (rest), [LW_CHANGE_NEW] = RGB (0xb0731a),                                         \
    [LW_CHANGE_TRANSFORMED] = RGB (withdrawn), [LW_CHANGE_DEMOLISHED] = RGB (withdrawn),                     \
    [LW_CHANGE_GONE] = RGB (withdrawn), [LW_CHANGE_EMPTIED] = RGB (0xa34500),                                \
    [LW_CHANGE_FILLED] = RGB (filled), [LW_CHANGE_KNOWN] = RGB (0x7d776c),                                   \
    [LW_CHANGE_UNKNOWN] = RGB (0x7d776c), [LW_CHANGE_AREA] = RGB (0x7d776c), [LW_CHANGE_UNCHANGED] = RGB (rest), \
  }

#define LIGHT_GROUNDS                                                                                        \
  .water = RGB (0xdce9f1), .land = RGB (0xfcfbf8), .land_beyond = RGB (0xeeebe4), .border = RGB (0xcbc7bc),  \
  .border_beyond = RGB (0xddd9cf), .border_province = RGB (0xa9a498), .station = RGB (0x8a857a),             \
  .town = RGB (0x4a4740), .town_beyond = RGB (0xa5a096), .halo = RGBA (0xffffff, 0.85),                      \
  .ring = RGB (0xe6e1d8), .ring_fill = RGB (0xffffff), .ghost = RGBA (0xa9a498, 0.45),                       \
  .hatch = RGB (0x9b958a), .text = RGB (0x2d3134), .text_dim = RGB (0x6b675f),                               \
  .panel = RGBA (0xffffff, 0.94), .panel_border = RGB (0xd9d5cc), .grid = RGB (0xe4e1db),                    \
  .accent = RGB (0x1c71d8), .badge = RGB (0xfce5c6), .badge_text = RGB (0x6b3e00), .column = RGB (0xdcd8d0), \
  .column_part = RGB (0xbcb6aa), .column_chosen = RGB (0xb9cfee), .column_chosen_part = RGB (0x1c71d8),      \
  .classes = CLASS_FILLS, .class_outlines = CLASS_OUTLINES, .class_arcs = CLASS_ARCS_LIGHT,                  \
  .parts = PART_FILLS, .band = RGBA (0x1c71d8, 0.13),                                                        \
  .changes = CHANGE_FILLS (0x5e3c99, 0xb2abd2, 0xe6e1d8),                                                    \
  .change_outlines = CHANGE_OUTLINES (0x3d2668, 0x6d64a0, 0xb5afa3)

#define LIGHT_LINES(factor)                                                                                  \
  {                                                                                                          \
    [LW_LINE_HISTORY] = { RGB (0x2d3134), 2.0 * (factor), { 0, 0 } },                                        \
    [LW_LINE_A] = { RGB (0x1c71d8), 2.4 * (factor), { 0, 0 } },                                              \
    [LW_LINE_B] = { RGB (0x813d9c), 1.8 * (factor), { 5 * (factor), 3 * (factor) } },                        \
    [LW_LINE_BASELINE] = { RGB (0x87827a), 1.6 * (factor), { 0, 0 } },                                       \
    [LW_LINE_NORM] = { RGB (0x87827a), 1.2 * (factor), { 1.2 * (factor), 3 * (factor) } },                   \
  }

static const LwPalette palettes[LW_N_PALETTES] = {
  [LW_PALETTE_LIGHT] = { .scale = 1, .type_size = 11.5, .outline = 1, LIGHT_GROUNDS, .lines = LIGHT_LINES (1) },
  [LW_PALETTE_DARK] = {
    .scale = 1,
    .type_size = 11.5,
    .outline = 1,
    .water = RGB (0x1f2c36),
    .land = RGB (0x3a3936),
    .land_beyond = RGB (0x2a2927),
    .border = RGB (0x5b5852),
    .border_beyond = RGB (0x3b3935),
    .border_province = RGB (0x7d7970),
    .station = RGB (0x8f8b82),
    .town = RGB (0xdedad2),
    .town_beyond = RGB (0x7f7b73),
    .halo = RGBA (0x242322, 0.85),
    .ring = RGB (0x5d5a53),
    .ring_fill = RGB (0x262524),
    .ghost = RGBA (0x8f8b82, 0.4),
    .hatch = RGB (0x9b958a),
    .text = RGB (0xf3f1ed),
    .text_dim = RGB (0xb3aea5),
    .panel = RGBA (0x262524, 0.94),
    .panel_border = RGB (0x4a4843),
    .grid = RGB (0x4a4843),
    .accent = RGB (0x62a0ea),
    .badge = RGB (0x5a3a0c),
    .badge_text = RGB (0xffdfae),
    .column = RGB (0x57544e),
    .column_part = RGB (0x8a857b),
    .column_chosen = RGB (0x38587f),
    .column_chosen_part = RGB (0x78aeed),
    .classes = CLASS_FILLS,
    .class_outlines = CLASS_OUTLINES,
    .class_arcs = CLASS_ARCS_DARK,
    .parts = PART_FILLS,
    .changes = CHANGE_FILLS (0x9470d6, 0xcbc5e6, 0x5d5a53),
    .change_outlines = CHANGE_OUTLINES (0xcdbbf2, 0x8d84c0, 0x85817a),
    .band = RGBA (0x62a0ea, 0.18),
    .lines = {
      [LW_LINE_HISTORY] = { RGB (0xf3f1ed), 2.0, { 0, 0 } },
      [LW_LINE_A] = { RGB (0x62a0ea), 2.4, { 0, 0 } },
      [LW_LINE_B] = { RGB (0xd3a3e6), 1.8, { 5, 3 } },
      [LW_LINE_BASELINE] = { RGB (0xa49f96), 1.6, { 0, 0 } },
      [LW_LINE_NORM] = { RGB (0xa49f96), 1.2, { 1.2, 3 } },
    },
  },
  /* Points are larger than pixels: the same numbers would look coarse on paper. */
  [LW_PALETTE_PRINT] = { .scale = 0.72, .type_size = 8, .outline = 0.8, LIGHT_GROUNDS, .lines = LIGHT_LINES (0.7) },
  [LW_PALETTE_PROJECTOR] = { .scale = 1.5, .type_size = 18, .outline = 1.8, LIGHT_GROUNDS,
                             .lines = LIGHT_LINES (1.6) },
};

/**
 * lw_palette_get:
 * @kind: where the picture will be looked at
 *
 * Returns: (transfer none): its colours and sizes
 */
const LwPalette *
lw_palette_get (LwPaletteKind kind)
{
  g_return_val_if_fail ((guint)kind < LW_N_PALETTES, NULL);

  return &palettes[kind];
}

/** lw_color_from_rgb: an opaque colour from 0xRRGGBB */
LwColor
lw_color_from_rgb (guint32 rgb)
{
  return (LwColor)RGB (rgb);
}

/** lw_color_with_alpha: @color, as opaque as @alpha says */
LwColor
lw_color_with_alpha (LwColor color, double alpha)
{
  color.alpha = alpha;
  return color;
}

/** lw_color_set: paints with @color from now on */
void
lw_color_set (LwColor color, cairo_t *cr)
{
  g_return_if_fail (cr != NULL);

  cairo_set_source_rgba (cr, color.red, color.green, color.blue, color.alpha);
}

/** lw_color_to_css: (returns: transfer full) "#rrggbb"; opacity is left out */
char *
lw_color_to_css (LwColor color)
{
  return g_strdup_printf ("#%02x%02x%02x", (guint)(color.red * 255 + 0.5), (guint)(color.green * 255 + 0.5),
                          (guint)(color.blue * 255 + 0.5));
}

/**
 * lw_palette_get_class_colours:
 * @kind: where it will be looked at
 * @colours: (out caller-allocates): of each class of vacancy, 0xrrggbb, for files that carry colours
 */
void
lw_palette_get_class_colours (LwPaletteKind kind, guint32 colours[LW_N_VACANCY_CLASSES])
{
  const LwPalette *palette = lw_palette_get (kind);

  for (guint c = 0; c < LW_N_VACANCY_CLASSES; c++)
    {
      LwColor color = palette->classes[c];

      colours[c] = (guint32)(color.red * 255 + 0.5) << 16 | (guint32)(color.green * 255 + 0.5) << 8
                   | (guint32)(color.blue * 255 + 0.5);
    }
}

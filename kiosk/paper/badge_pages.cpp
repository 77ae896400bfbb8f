#include "kiosk/paper/badge_pages.h"

#include <cairo-pdf.h>
#include <cairo.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <stdexcept>

#include "kiosk/base/owned.h"
#include "kiosk/base/text.h"

namespace kiosk {
namespace {

using Surface = Owned<cairo_surface_t, cairo_surface_destroy>;
using Pen = Owned<cairo_t, cairo_destroy>;
using Layout = Owned<PangoLayout, g_object_unref>;
using Attributes = Owned<PangoAttrList, pango_attr_list_unref>;
using Font = Owned<PangoFontDescription, pango_font_description_free>;

constexpr double points_per_mm = 72 / 25.4;

struct Box {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

/// A text in a box, all in millimetres: as large as fits.
struct Line {
    const std::string& text;
    Box box = {};
    double largest = 0;  // of the letters' size
    bool bold = false;
    bool at_end = false;   // else from the left
    bool is_typed = false;  // by people who read it: letters that look alike are told apart
};

bool fits(PangoLayout* layout, const Line& line, double size) {
    const Font font{pango_font_description_from_string(line.bold ? "Inter, Noto Sans Bold" : "Inter, Noto Sans")};
    // Sizes in thousandths of a millimetre keep Pango's whole units exact.
    pango_font_description_set_absolute_size(font.get(), size * PANGO_SCALE);
    pango_layout_set_font_description(layout, font.get());
    int width = 0;
    int height = 0;
    pango_layout_get_size(layout, &width, &height);
    return width <= line.box.width * PANGO_SCALE && height <= line.box.height * PANGO_SCALE;
}

void draw_line(cairo_t* pen, const Line& line) {
    if (line.text.empty()) return;
    const Layout layout{pango_cairo_create_layout(pen)};
    pango_layout_set_text(layout.get(), line.text.c_str(), static_cast<int>(line.text.size()));
    pango_layout_set_width(layout.get(), static_cast<int>(line.box.width * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD);
    if (line.at_end) pango_layout_set_alignment(layout.get(), PANGO_ALIGN_RIGHT);
    if (line.is_typed) {
        const Attributes attributes{pango_attr_list_new()};
        pango_attr_list_insert(attributes.get(), pango_attr_font_features_new("zero=1, tnum=1, ss02=1"));
        pango_layout_set_attributes(layout.get(), attributes.get());
    }
    constexpr double smallest = 1.8;
    double size = line.largest;
    while (!fits(layout.get(), line, size) && size > smallest) size *= 0.94;
    if (size <= smallest) {  // longer than any badge: cut short rather than drawn over its neighbours
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_height(layout.get(), static_cast<int>(line.box.height * PANGO_SCALE));
        pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
    }
    cairo_move_to(pen, line.box.x, line.box.y);
    pango_cairo_show_layout(pen, layout.get());
}

void draw_code(cairo_t* pen, const QrCode& code, const Box& box) {
    const double module = box.width / (code.size + 2 * quiet_zone);
    for (int row = 0; row < code.size; ++row)
        for (int column = 0; column < code.size; ++column)
            if (code.dark_at(column, row))
                cairo_rectangle(pen, box.x + (column + quiet_zone) * module, box.y + (row + quiet_zone) * module, module, module);
    // One path, so that no hairlines show between modules.
    cairo_set_antialias(pen, CAIRO_ANTIALIAS_NONE);
    cairo_fill(pen);
}

void draw_badge(cairo_t* pen, const Badge& badge, const Box& box) {
    constexpr double margin = 6;
    const double inner = box.width - 2 * margin;
    const double code_line = badge.typed.empty() ? 0 : 4;
    const double qr_side = std::min(box.height * 0.52, box.width * 0.5);
    const double name_height = box.height - qr_side - margin - 8 - code_line;
    const Box qr{box.x + box.width - margin - qr_side + 1, box.y + box.height - margin - qr_side + 2 - code_line, qr_side, qr_side};
    const double beside_qr = inner - qr_side - 1;
    draw_line(pen, {.text = badge.event, .box = {box.x + margin, box.y + margin, inner, 4.5}, .largest = 3.2});
    draw_line(pen, {.text = badge.name, .box = {box.x + margin, box.y + margin + 5.5, inner, name_height}, .largest = 13, .bold = true});
    draw_line(pen, {.text = badge.company, .box = {box.x + margin, qr.y + 2, beside_qr, qr_side * 0.5}, .largest = 5});
    draw_line(pen, {.text = badge.ticket_type,
                    .box = {box.x + margin, box.y + box.height - margin - 6 - code_line, beside_qr, 6},
                    .largest = 3.6});
    draw_line(pen, {.text = badge.typed,
                    .box = {box.x + margin, box.y + box.height - margin - 2, inner, code_line},
                    .largest = 3,
                    .at_end = true,
                    .is_typed = true});
    if (!badge.code.empty()) draw_code(pen, qr_code(badge.code), qr);
}

void draw_cut_marks(cairo_t* pen, const BadgeSheet& sheet, const BadgeSize& size) {
    constexpr double half = 2.5;
    cairo_set_line_width(pen, 0.1);
    for (int row = 0; row <= sheet.rows; ++row)
        for (int column = 0; column <= sheet.columns; ++column) {
            const double x = sheet.left_mm + column * size.width_mm;
            const double y = sheet.top_mm + row * size.height_mm;
            cairo_move_to(pen, x - half, y);
            cairo_line_to(pen, x + half, y);
            cairo_move_to(pen, x, y - half);
            cairo_line_to(pen, x, y + half);
        }
    cairo_stroke(pen);
}

void check(cairo_status_t status, const std::filesystem::path& file) {
    if (status != CAIRO_STATUS_SUCCESS)
        throw std::runtime_error(in_quotes(clean_utf8(file.string())) + " can't be written: " + cairo_status_to_string(status));
}

}  // namespace

void write_badges(const std::filesystem::path& file, std::span<const Badge> badges, const BadgeSize& size) {
    const Surface surface{cairo_pdf_surface_create(file.c_str(), BadgeSheet::width_mm * points_per_mm, BadgeSheet::height_mm * points_per_mm)};
    const Pen pen{cairo_create(surface.get())};
    cairo_scale(pen.get(), points_per_mm, points_per_mm);
    const BadgeSheet sheet = badge_sheet(size);
    const auto on_sheet = static_cast<std::size_t>(sheet.columns * sheet.rows);
    for (std::size_t i = 0; i < badges.size(); ++i) {
        const auto place = static_cast<int>(i % on_sheet);
        const Box box{sheet.left_mm + place % sheet.columns * size.width_mm, sheet.top_mm + place / sheet.columns * size.height_mm,
                      size.width_mm, size.height_mm};
        cairo_save(pen.get());
        cairo_rectangle(pen.get(), box.x, box.y, box.width, box.height);
        cairo_clip(pen.get());
        draw_badge(pen.get(), badges[i], box);
        cairo_restore(pen.get());
        if (static_cast<std::size_t>(place) + 1 < on_sheet && i + 1 < badges.size()) continue;
        draw_cut_marks(pen.get(), sheet, size);
        cairo_show_page(pen.get());
    }
    cairo_surface_finish(surface.get());
    check(cairo_status(pen.get()), file);
    check(cairo_surface_status(surface.get()), file);
}

void write_qr_png(const std::filesystem::path& file, const QrCode& code) {
    constexpr int module_px = 10;
    const int side = (code.size + 2 * quiet_zone) * module_px;
    const Surface surface{cairo_image_surface_create(CAIRO_FORMAT_RGB24, side, side)};
    const Pen pen{cairo_create(surface.get())};
    cairo_set_source_rgb(pen.get(), 1, 1, 1);
    cairo_paint(pen.get());
    cairo_set_source_rgb(pen.get(), 0, 0, 0);
    draw_code(pen.get(), code, {0, 0, static_cast<double>(side), static_cast<double>(side)});
    check(cairo_status(pen.get()), file);
    check(cairo_surface_write_to_png(surface.get(), file.c_str()), file);
}

}  // namespace kiosk

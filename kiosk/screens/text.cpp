#include "kiosk/screens/text.h"

#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "kiosk/base/owned.h"

namespace kiosk {
namespace {

constexpr float shrink_step = 0.9F;
// Lines stand equally far apart whatever fonts are in them; scripts that build upwards and downwards need more of it.
constexpr float line_height_em = 1.17F;
constexpr float tall_line_height_em = 1.32F;
constexpr int longest_side_px = 16384;
constexpr std::string_view ellipsis = "…";

// What the families lack is found in the order given; Han is written in the form of the language around it.
constexpr const char* families =
    "Inter,Noto Sans,Noto Sans Arabic,Noto Sans Hebrew,Noto Sans Devanagari,Noto Sans Thai,";
constexpr const char* families_cjk = "Noto Sans CJK ";

using Layout = Owned<PangoLayout, g_object_unref>;

std::string folded(std::string_view text) {
    std::string result;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank)
            result += c;
        else if (!result.empty() && result.back() != ' ')
            result += ' ';
    }
    if (result.ends_with(' ')) result.pop_back();
    return result;
}

struct Scripts {
    const char* han = "SC";
    const char* language = "zh-cn";
    bool has_colour = false;
    bool is_tall = false;
};

Scripts scripts_of(const std::string& text) {
    Scripts found;
    for (const char* at = text.c_str(); *at; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (c >= 0x3040 && c <= 0x30FF) found.han = "JP", found.language = "ja";
        if (c >= 0xAC00 && c <= 0xD7AF) found.han = "KR", found.language = "ko";
        found.is_tall = found.is_tall || (c >= 0x0590 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF);
        found.has_colour = found.has_colour || c >= 0x1F000 || c == 0xFE0F || (c >= 0x2600 && c <= 0x27BF);
    }
    return found;
}

PangoWeight pango_weight(Weight weight) {
    switch (weight) {
        case Weight::regular: return PANGO_WEIGHT_NORMAL;
        case Weight::semibold: return PANGO_WEIGHT_SEMIBOLD;
        case Weight::bold: return PANGO_WEIGHT_BOLD;
    }
    return PANGO_WEIGHT_NORMAL;
}

/// The text without the blanks, dashes and the like that look odd before an ellipsis.
std::string_view without_loose_end(std::string_view text) {
    constexpr std::string_view loose[] = {" ", ",", ";", ":", "-", "–", "—", "("};
    const auto ends_with = [&](std::string_view mark) { return text.ends_with(mark); };
    for (auto mark = std::ranges::find_if(loose, ends_with); mark != std::end(loose);
         mark = std::ranges::find_if(loose, ends_with))
        text.remove_suffix(mark->size());
    return text;
}

/// One text on its way to the right size and length.
class Setting {
  public:
    Setting(PangoContext* context, std::string text, const TextStyle& style, const TextRoom& room)
        : text_(std::move(text)), style_(style), room_(room), scripts_(scripts_of(text_)),
          layout_(pango_layout_new(context)) {
        set_text(text_);
        const bool right_to_left = pango_layout_get_direction(layout_.get(), 0) == PANGO_DIRECTION_RTL;
        pango_layout_set_width(layout_.get(), static_cast<int>(room.width_px * PANGO_SCALE));
        pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
        // Pango's "left" is where the script begins; a page has all its lines flush on one side, whatever their script.
        pango_layout_set_alignment(layout_.get(),
                                   right_to_left == room.flush_right ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);
        right_to_left_ = right_to_left;
    }

    void fit() {
        float size = style_.size_px;
        set_size(size);
        read_breaks();
        while (!fits() && room_.smallest_px > 0 && size > room_.smallest_px) {
            size = std::max(size * shrink_step, room_.smallest_px);
            set_size(size);
        }
        if (!fits_but_for_words()) shorten();
    }

    PangoLayout* layout() const { return layout_.get(); }
    const Scripts& scripts() const { return scripts_; }
    float size_px() const { return size_px_; }
    bool shortened() const { return shortened_; }

  private:
    /// Figures all have one width, and nothing else has: some editions of Inter would widen hyphens with them.
    void set_figures_in_columns(PangoAttrList* attributes) const {
        constexpr std::string_view figures = "0123456789";
        for (std::size_t end = 0, start; (start = text_.find_first_of(figures, end)) != std::string::npos;) {
            end = std::min(text_.find_first_not_of(figures, start), text_.size());
            PangoAttribute* tabular = pango_attr_font_features_new("tnum=1");
            tabular->start_index = static_cast<guint>(start);
            tabular->end_index = static_cast<guint>(end);
            pango_attr_list_insert(attributes, tabular);
        }
    }

    void style_attributes() {
        const Owned<PangoAttrList, pango_attr_list_unref> attributes{pango_attr_list_new()};
        set_figures_in_columns(attributes.get());
        pango_attr_list_insert(attributes.get(),
                               pango_attr_language_new(pango_language_from_string(scripts_.language)));
        const float em = size_px_ * PANGO_SCALE;
        const float lines_em = room_.lines > 1 && scripts_.is_tall ? tall_line_height_em : line_height_em;
        pango_attr_list_insert(attributes.get(), pango_attr_line_height_new_absolute(static_cast<int>(std::round(lines_em * size_px_)) * PANGO_SCALE));
        if (style_.spacing != 0 && !right_to_left_)
            pango_attr_list_insert(attributes.get(),
                                   pango_attr_letter_spacing_new(static_cast<int>(style_.spacing * em)));
        pango_layout_set_attributes(layout_.get(), attributes.get());
    }

    void set_size(float size_px) {
        size_px_ = size_px;
        const Owned<PangoFontDescription, pango_font_description_free> font{pango_font_description_new()};
        const std::string family =
            std::string{families} + families_cjk + scripts_.han + "," + families_cjk + "SC,Noto Color Emoji";
        pango_font_description_set_family(font.get(), family.c_str());
        pango_font_description_set_weight(font.get(), pango_weight(style_.weight));
        pango_font_description_set_absolute_size(font.get(), static_cast<double>(size_px) * PANGO_SCALE);
        pango_layout_set_font_description(layout_.get(), font.get());
        style_attributes();
    }

    void set_text(const std::string& text) {
        pango_layout_set_text(layout_.get(), text.data(), static_cast<int>(text.size()));
    }

    /// Where the whole text may be broken: byte offsets at which a line may begin.
    void read_breaks() {
        int count = 0;
        const PangoLogAttr* marks = pango_layout_get_log_attrs_readonly(layout_.get(), &count);
        const char* at = text_.c_str();
        for (int i = 0; i < count; ++i, at = *at ? g_utf8_next_char(at) : at) {
            const auto offset = static_cast<std::size_t>(at - text_.c_str());
            if (marks[i].is_line_break) breaks_.push_back(offset);
            if (marks[i].is_cursor_position) letters_.push_back(offset);
        }
    }

    bool fits_but_for_words() const {
        int height = 0;
        pango_layout_get_pixel_size(layout_.get(), nullptr, &height);
        return pango_layout_get_line_count(layout_.get()) <= room_.lines &&
               (room_.height_px <= 0 || static_cast<float>(height) <= room_.height_px + 0.5F);
    }

    bool fits() const { return fits_but_for_words() && !breaks_a_word(); }

    bool breaks_a_word() const {
        for (int i = 1; i < pango_layout_get_line_count(layout_.get()); ++i) {
            const int start = pango_layout_line_get_start_index(pango_layout_get_line_readonly(layout_.get(), i));
            if (!std::ranges::binary_search(breaks_, static_cast<std::size_t>(start))) return true;
        }
        return false;
    }

    /// Keeps as many whole words as fit before an ellipsis; of a single endless word, as many letters.
    void shorten() {
        shortened_ = true;
        if (!shorten_at(breaks_)) shorten_at(letters_);
    }

    bool shorten_at(const std::vector<std::size_t>& ends) {
        const auto fits_up_to = [&](std::size_t end) {
            const std::string_view kept = without_loose_end(std::string_view{text_}.substr(0, end));
            set_text(std::string{kept} + std::string{ellipsis});
            return !kept.empty() && fits_but_for_words();
        };
        const auto past = std::partition_point(ends.begin(), ends.end(),
                                               [&](std::size_t end) { return end == 0 || fits_up_to(end); });
        if (past == ends.begin()) return false;
        return *(past - 1) > 0 && fits_up_to(*(past - 1));
    }

    std::string text_;
    TextStyle style_;
    TextRoom room_;
    Scripts scripts_;
    Layout layout_;
    float size_px_ = 0;
    bool right_to_left_ = false;
    bool shortened_ = false;
    std::vector<std::size_t> breaks_ = {};
    std::vector<std::size_t> letters_ = {};
};

using Surface = Owned<cairo_surface_t, cairo_surface_destroy>;
using Pen = Owned<cairo_t, cairo_destroy>;

void copy_pixels(cairo_surface_t* surface, Bitmap& bitmap) {
    cairo_surface_flush(surface);
    const unsigned char* pixels = cairo_image_surface_get_data(surface);
    const int stride = cairo_image_surface_get_stride(surface);
    for (int y = 0; y < bitmap.height; ++y) {
        const unsigned char* row = pixels + static_cast<std::ptrdiff_t>(y) * stride;
        if (bitmap.kind == Bitmap::Kind::coverage)
            bitmap.coverage.insert(bitmap.coverage.end(), row, row + bitmap.width);
        else
            bitmap.colours.insert(bitmap.colours.end(), reinterpret_cast<const std::uint32_t*>(row),
                                  reinterpret_cast<const std::uint32_t*>(row) + bitmap.width);
    }
}

/// Draws the layout; its words' top left comes to (-left, -top) of the bitmap.
Bitmap drawn(PangoLayout* layout, const PangoRectangle& box, bool in_colour, std::uint32_t colour) {
    Bitmap bitmap{.kind = in_colour ? Bitmap::Kind::colour : Bitmap::Kind::coverage, .width = box.width, .height = box.height};
    const Surface surface{
        cairo_image_surface_create(in_colour ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_A8, box.width, box.height)};
    const Pen pen{cairo_create(surface.get())};
    const auto channel = [&](unsigned shift) { return ((colour >> shift) & 0xFFU) / 255.0; };
    cairo_set_source_rgba(pen.get(), channel(0), channel(8), channel(16), in_colour ? channel(24) : 1.0);
    cairo_translate(pen.get(), -box.x, -box.y);
    pango_cairo_show_layout(pen.get(), layout);
    copy_pixels(surface.get(), bitmap);
    return bitmap;
}

PangoRectangle united(const PangoRectangle& a, const PangoRectangle& b) {
    const int left = std::min(a.x, b.x), top = std::min(a.y, b.y);
    return {left, top, std::max(a.x + a.width, b.x + b.width) - left, std::max(a.y + a.height, b.y + b.height) - top};
}

struct Key {
    std::string text;
    std::tuple<float, Weight, std::uint32_t, float> style;
    std::tuple<float, int, float, float, bool> room;

    auto operator<=>(const Key&) const = default;
};

struct Kept {
    Text text = {};
    Bitmap bitmap = {};
    std::uint64_t last_frame = 0;
};

}  // namespace

struct TextPress::Inside {
    Owned<PangoFontMap, g_object_unref> fonts{pango_cairo_font_map_new()};
    Owned<PangoContext, g_object_unref> context{pango_font_map_create_context(fonts.get())};
    std::map<Key, Kept> kept = {};
    std::uint64_t frame = 0;
    std::uint64_t next_id = 1;
};

TextPress::TextPress() : inside_(std::make_unique<Inside>()) {
    const Owned<cairo_font_options_t, cairo_font_options_destroy> options{cairo_font_options_create()};
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_SLIGHT);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(inside_->context.get(), options.get());
}

TextPress::~TextPress() = default;

const Text& TextPress::set(std::string_view text, const TextStyle& style, const TextRoom& room) {
    Key key{folded(text),
            {style.size_px, style.weight, style.colour, style.spacing},
            {std::floor(room.width_px), room.lines, room.smallest_px, room.height_px, room.flush_right}};
    const auto [at, is_new] = inside_->kept.try_emplace(std::move(key));
    Kept& kept = at->second;
    kept.last_frame = inside_->frame;
    if (!is_new || at->first.text.empty()) return kept.text;

    Setting setting{inside_->context.get(), at->first.text, style, room};
    setting.fit();
    PangoRectangle ink, words;
    pango_layout_get_pixel_extents(setting.layout(), &ink, &words);
    PangoRectangle box = united(ink, words);
    // Without a single font Pango's figures mean nothing.
    box.width = std::clamp(box.width, 1, longest_side_px);
    box.height = std::clamp(box.height, 1, longest_side_px);
    kept.bitmap = drawn(setting.layout(), box, setting.scripts().has_colour, style.colour);
    kept.bitmap.id = inside_->next_id++;
    int height = 0;  // without the rounding outwards that the box has
    pango_layout_get_size(setting.layout(), nullptr, &height);
    kept.text = {.bitmap = &kept.bitmap,
                 .width = static_cast<float>(words.width),
                 .height = std::round(static_cast<float>(height) / PANGO_SCALE),
                 .left = static_cast<float>(box.x - words.x),
                 .top = static_cast<float>(box.y - words.y),
                 .baseline = static_cast<float>(pango_layout_get_baseline(setting.layout())) / PANGO_SCALE,
                 .size_px = setting.size_px(),
                 .colour = style.colour,
                 .lines = pango_layout_get_line_count(setting.layout()),
                 .shortened = setting.shortened()};
    return kept.text;
}

void TextPress::end_frame() {
    ++inside_->frame;
    std::erase_if(inside_->kept, [&](const auto& entry) { return entry.second.last_frame + 2 < inside_->frame; });
}

}  // namespace kiosk

#include "kiosk/phone/pages/phone_page.h"

#include <algorithm>

#include "kiosk/phone/pages/html.h"
#include "kiosk/store/attendees/secret.h"

namespace kiosk {
namespace {

/// A part of a document that is appended to.
class Markup {
  public:
    Markup& raw(std::string_view markup) { return text_.append(markup), *this; }
    Markup& text(std::string_view words) { return text_.append(html(words)), *this; }

    /// <tag>words</tag>, nothing without words.
    Markup& line(std::string_view tag, std::string_view words, std::string_view style = {}) {
        if (words.empty()) return *this;
        raw("<").raw(tag);
        if (!style.empty()) raw(" class=").raw(style);
        // A name in another script keeps its own direction, and the line stays where the page's lines begin.
        return raw("><bdi>").text(words).raw("</bdi></").raw(tag).raw(">");
    }

    std::string take() && { return std::move(text_); }

  private:
    std::string text_ = {};
};

void add_hidden(Markup& out, std::string_view name, std::string_view value) {
    out.raw("<input type=hidden name=\"").text(name).raw("\" value=\"").text(value).raw("\">");
}

void add_values(Markup& out, const std::vector<std::pair<std::string, std::string>>& values) {
    for (const auto& [name, value] : values) add_hidden(out, name, value);
}

void add(Markup& out, const PageText& block) { out.line("p", block.text, block.is_quiet ? "quiet" : ""); }

void add(Markup& out, const PageEntry& entry) {
    out.raw("<li>").line("b", entry.time, "time").raw("<div>").line("strong", entry.title).line("span", entry.detail, "quiet");
    out.raw("</div></li>");
}

void add(Markup& out, const PageEntries& block) {
    out.raw("<section>").line("h2", block.heading).raw("<ul>");
    for (const PageEntry& entry : block.entries) add(out, entry);
    out.raw("</ul></section>");
}

void add(Markup& out, const PageButton& block) {
    out.raw("<form method=post action=\"").text(block.action).raw("\">");
    add_values(out, block.values);
    out.raw(block.is_quiet ? "<button class=quiet>" : "<button>").text(block.label).raw("</button></form>");
}

void add(Markup& out, const TicketForm& block) {
    if (!block.mistake.empty()) out.raw("<p class=mistake role=alert>").text(block.mistake).raw("</p>");
    out.raw("<form method=post action=go>");
    add_hidden(out, "token", block.form);
    add_values(out, block.values);
    out.raw("<label for=code>").text(block.typed_label).raw("</label>");
    out.raw("<input id=code name=code required maxlength=2000 dir=ltr autocomplete=off autocapitalize=none "
            "spellcheck=false enterkeyhint=go aria-describedby=code-hint>");
    out.raw("<p id=code-hint class=quiet>").text(block.typed_hint).raw("</p>");
    out.raw("<button>").text(block.typed_button).raw("</button></form>");
    out.raw("<form method=post action=photo enctype=multipart/form-data>");
    add_hidden(out, "token", block.form);
    add_values(out, block.values);
    out.raw("<label for=photo>").text(block.photo_label).raw("</label>");
    out.raw("<input id=photo name=photo type=file accept=image/* required aria-describedby=photo-hint>");
    out.raw("<p id=photo-hint class=quiet>").text(block.photo_hint).raw("</p>");
    out.raw("<button>").text(block.photo_button).raw("</button></form>");
}

void add(Markup& out, const LinkForm& block) {
    out.raw("<form method=post action=go id=link hidden>");
    add_hidden(out, "token", block.form);
    add_hidden(out, "code", "");
    out.raw("</form>");
}

void add(Markup& out, const WithoutScripts& block) {
    out.raw("<noscript>").line("p", block.text);
    add(out, block.form);
    out.raw("</noscript>");
}

void add(Markup& out, const TopicEntries& block) {
    out.raw("<ul class=topics>");
    for (const TopicEntry& topic : block.topics) {
        out.raw(topic.is_raised ? "<li class=raised>" : "<li>").line("strong", topic.title).line("span", topic.detail, "quiet");
        out.line("span", topic.raised, "mine");
        if (topic.button) add(out, *topic.button);
        out.raw("</li>");
    }
    out.raw("</ul>");
}

void add(Markup& out, const PageLink& block) {
    out.raw("<p><a href=\"").text(block.address).raw("\">").text(block.label).raw("</a></p>");
}

void add_all(Markup& out, const std::vector<PageBlock>& blocks) {
    for (const PageBlock& block : blocks) std::visit([&](const auto& each) { add(out, each); }, block);
}

/// The same that the screens draw, for who can't see colours.
std::string_view sign_letter(Sign sign) {
    switch (sign) {
        case Sign::go: return "✓";
        case Sign::look: return "!";
        case Sign::stop: return "✕";
    }
    return "";
}

std::string_view sign_name(Sign sign) {
    switch (sign) {
        case Sign::go: return "go";
        case Sign::look: return "look";
        case Sign::stop: return "stop";
    }
    return "";
}

void add_line(std::string& text, std::string_view mark, std::string_view words) {
    if (!words.empty()) text.append(mark).append(words).append("\n");
}

void add_text(std::string& text, const PageText& block) { add_line(text, "", block.text); }
void add_text(std::string& text, const PageEntries& block) {
    add_line(text, "-- ", block.heading);
    for (const PageEntry& entry : block.entries) {
        add_line(text, "  ", entry.time + "  " + entry.title);
        add_line(text, "         ", entry.detail);
    }
}
void add_text(std::string& text, const PageButton& block) { add_line(text, "", "[" + block.label + "] -> " + block.action); }
void add_text(std::string& text, const TicketForm& block) {
    add_line(text, "! ", block.mistake);
    for (const std::string* line : {&block.typed_label, &block.typed_hint}) add_line(text, "", *line);
    add_line(text, "", "[" + block.typed_button + "]");
    for (const std::string* line : {&block.photo_label, &block.photo_hint}) add_line(text, "", *line);
    add_line(text, "", "[" + block.photo_button + "]");
}
void add_text(std::string&, const LinkForm&) {}
void add_text(std::string& text, const WithoutScripts& block) {
    add_line(text, "", block.text);
    add_text(text, block.form);
}
void add_text(std::string& text, const TopicEntries& block) {
    for (const TopicEntry& topic : block.topics) {
        add_line(text, topic.is_raised ? "(x) " : "( ) ", topic.title);
        add_line(text, "    ", topic.detail);
        add_line(text, "    ", topic.raised);
        if (topic.button) add_line(text, "    ", "[" + topic.button->label + "]");
    }
}
void add_text(std::string& text, const PageLink& block) { add_line(text, "", "<" + block.label + "> -> " + block.address); }

}  // namespace

std::string to_html(const PhonePage& page) {
    Markup out;
    out.raw("<!doctype html><html lang=\"").text(page.language).raw(page.right_to_left ? "\" dir=rtl>" : "\">");
    out.raw("<head><meta charset=utf-8><meta name=viewport content=\"width=device-width,initial-scale=1\">");
    out.raw("<meta name=color-scheme content=\"light dark\"><title>").text(page.title);
    if (!page.event.empty() && page.event != page.title) out.text(" · " + page.event);
    out.raw("</title><link rel=icon href=\"data:,\"><style>").raw(page_style()).raw("</style>");
    // Without a script the whole page is asked for again; by its name, as this one may be the answer to a form.
    if (!page.day.empty()) out.raw("<noscript><meta http-equiv=refresh content=\"60;url=day\"></noscript>");
    out.raw("<script src=\"").text(page_script().name).raw("\" defer></script></head><body");
    if (!page.day.empty()) out.raw(" data-current=day");
    out.raw("><main>").line("p", page.event, "event");
    if (page.sign) {
        out.raw("<div role=status class=\"verdict ").raw(sign_name(*page.sign)).raw("\"><span aria-hidden=true>");
        out.raw(sign_letter(*page.sign)).raw("</span>").line("h1", page.title).raw("</div>");
    } else {
        out.line("h1", page.title);
    }
    add_all(out, page.blocks);
    if (!page.day.empty()) {
        out.raw("<div id=day>");
        add_all(out, page.day);
        out.raw("</div>");
    }
    add_all(out, page.foot);
    out.raw("</main></body></html>\n");
    return std::move(out).take();
}

const std::string& page_policy() {
    static const std::string policy = [] {
        std::string hash = base64url(sha256(page_style()));
        std::ranges::replace(hash, '-', '+');
        std::ranges::replace(hash, '_', '/');
        return "default-src 'none'; style-src 'sha256-" + hash +
               "='; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }();
    return policy;
}

std::string to_text(const PhonePage& page) {
    std::string text;
    add_line(text, "", page.event);
    add_line(text, "== ", page.sign ? std::string{"("}.append(sign_name(*page.sign)).append(") ").append(page.title) : page.title);
    for (const auto* blocks : {&page.blocks, &page.day, &page.foot})
        for (const PageBlock& block : *blocks) std::visit([&](const auto& each) { add_text(text, each); }, block);
    return text;
}

}  // namespace kiosk

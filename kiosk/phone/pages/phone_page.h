#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/domain/verdict.h"

namespace kiosk {

/// Some words in a line of their own.
struct PageText {
    std::string text = {};
    bool is_quiet = false;
};

/// Something that happens: when, what, and where or why.
struct PageEntry {
    std::string time = {};
    std::string title = {};
    std::string detail = {};
};

struct PageEntries {
    std::string heading = {};
    std::vector<PageEntry> entries = {};
};

/// A button, with what it sends.
struct PageButton {
    std::string action = {};  // relative address
    std::string label = {};
    std::vector<std::pair<std::string, std::string>> values = {};
    bool is_quiet = false;
};

/// The two ways to say one's ticket without a link: typed, or on a photo.
struct TicketForm {
    std::string form = {};  // its token
    std::vector<std::pair<std::string, std::string>> values = {};
    std::string typed_label = {};
    std::string typed_hint = {};
    std::string typed_button = {};
    std::string photo_label = {};
    std::string photo_hint = {};
    std::string photo_button = {};
    std::string mistake = {};  // what was wrong with the last try; may be empty
};

/// Takes the code of a ticket's link out of the address and sends it; nothing without a script.
struct LinkForm {
    std::string form = {};
};

/// What stands there in place of a LinkForm where a browser runs no scripts.
struct WithoutScripts {
    std::string text = {};
    TicketForm form = {};
};

/// A topic with its hand.
struct TopicEntry {
    std::string title = {};
    std::string detail = {};
    std::optional<PageButton> button = {};
    bool is_raised = false;
    std::string raised = {};  // "You will attend"
};

struct TopicEntries {
    std::vector<TopicEntry> topics = {};
};

struct PageLink {
    std::string address = {};
    std::string label = {};
};

using PageBlock = std::variant<PageText, PageEntries, PageButton, TicketForm, LinkForm, WithoutScripts, TopicEntries, PageLink>;

/// One page for a phone, all words said.
struct PhonePage {
    std::string language = "en";
    bool right_to_left = false;
    std::string event = {};  // above the title
    std::string title = {};
    std::optional<Sign> sign = {};  // of a verdict
    std::vector<PageBlock> blocks = {};
    std::vector<PageBlock> day = {};  // below them; the phone keeps this part current
    std::vector<PageBlock> foot = {};
};

/// The page as an HTML document. Nothing that others wrote can become markup.
std::string to_html(const PhonePage& page);

/// The page as lines of text, for tests.
std::string to_text(const PhonePage& page);

/// What pages ask for besides themselves.
struct PageFile {
    std::string_view name;  // with a mark of its content in it: it never changes
    std::string_view type;
    std::string_view content;
};

/// The style sheet, which stands in each page: what is asked for apart would hold up the first paint.
std::string_view page_style();

/// The script.
const PageFile& page_script();

/// What a page may load and run: its own style sheet by its hash, its script, and nothing else (Content-Security-Policy).
const std::string& page_policy();

}  // namespace kiosk

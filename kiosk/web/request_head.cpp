#include "kiosk/web/request_head.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "kiosk/base/text.h"

namespace kiosk {
namespace {

constexpr std::size_t longest_target = 2048, most_fields = 64;
constexpr int bad_request = 400, method_not_allowed = 405, length_required = 411, too_large = 413, target_too_long = 414,
              unsupported_encoding = 415, expectation_failed = 417, head_too_large = 431, not_implemented = 501,
              unknown_version = 505;

/// The fields that are handed on.
constexpr std::array<std::string_view, 9> kept = {"host",   "cookie",         "accept-language", "content-type",   "content-length",
                                                  "origin", "sec-fetch-site", "x-forwarded-for", "x-forwarded-proto"};

bool is_token(char c) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return is_letter || (c >= '0' && c <= '9') || std::string_view{"!#$%&'*+-.^_`|~"}.find(c) != std::string_view::npos;
}

bool is_visible(char c) { return c > ' ' && c < '\x7f'; }
bool is_in_value(char c) { return c == '\t' || (static_cast<unsigned char>(c) >= ' ' && c != '\x7f'); }
bool all(std::string_view text, bool (*fits)(char)) { return std::ranges::all_of(text, fits); }

class HeadReader {
  public:
    RequestHead read(std::string_view received) {
        const auto end = received.substr(0, longest_head).find("\r\n\r\n");
        if (end == std::string_view::npos) {
            // Nonsense is refused at its first line, not when the patience is over.
            if (received.size() >= longest_head) refuse(head_too_large);
            else if (const auto line = received.find("\r\n"); line != std::string_view::npos) read_first(received.substr(0, line));
            else if (received.find('\n') != std::string_view::npos) refuse(bad_request);
            return std::move(head_);
        }
        head_.bytes = end + 4;
        read_lines(received.substr(0, end + 2));
        if (!is_refused()) check();
        if (!is_refused()) head_.state = RequestHead::State::complete;
        return std::move(head_);
    }

  private:
    bool is_refused() const { return head_.state == RequestHead::State::refused; }

    void refuse(int status) {
        if (is_refused()) return;
        head_.state = RequestHead::State::refused;
        head_.refusal = status;
    }

    void read_lines(std::string_view lines) {
        bool is_first = true;
        while (!lines.empty() && !is_refused()) {
            const auto end = lines.find("\r\n");
            const std::string_view line = lines.substr(0, end);
            lines.remove_prefix(end + 2);
            if (is_first)
                read_first(line);
            else
                read_field(line);
            is_first = false;
        }
    }

    /// "GET /day HTTP/1.1"
    void read_first(std::string_view line) {
        const auto first = line.find(' '), last = line.rfind(' ');
        if (first == std::string_view::npos || first == last) return refuse(bad_request);
        head_.method = line.substr(0, first);
        head_.target = line.substr(first + 1, last - first - 1);
        const std::string_view version = line.substr(last + 1);
        if (!all(head_.method, is_token) || head_.method.empty()) return refuse(bad_request);
        if (!all(head_.target, is_visible) || !head_.target.starts_with('/')) return refuse(bad_request);
        if (version != "HTTP/1.1" && version != "HTTP/1.0") return refuse(version.starts_with("HTTP/") ? unknown_version : bad_request);
        if (head_.target.size() > longest_target) return refuse(target_too_long);
        if (head_.method != "GET" && head_.method != "HEAD" && head_.method != "POST") return refuse(method_not_allowed);
        is_old_ = version == "HTTP/1.0";
        head_.keeps_alive = !is_old_;
    }

    void read_field(std::string_view line) {
        if (++count_ > most_fields) return refuse(head_too_large);
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || colon == 0) return refuse(bad_request);
        const std::string name = ascii_lower(line.substr(0, colon));
        std::string_view value = line.substr(colon + 1);
        if (!all(name, is_token) || !all(value, is_in_value)) return refuse(bad_request);
        while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) value.remove_prefix(1);
        while (!value.empty() && (value.back() == ' ' || value.back() == '\t')) value.remove_suffix(1);
        take(name, value);
    }

    void take(const std::string& name, std::string_view value) {
        if (name == "transfer-encoding") return refuse(not_implemented);  // no phone sends a form so
        if (name == "content-encoding") return refuse(unsupported_encoding);
        if (name == "connection") {
            const std::string words = ascii_lower(value);
            if (words.find("close") != std::string::npos) head_.keeps_alive = false;
            if (is_old_ && words.find("keep-alive") != std::string::npos) head_.keeps_alive = true;
        }
        if (name == "expect") {
            if (ascii_lower(value) != "100-continue") return refuse(expectation_failed);
            head_.waits_for_continue = true;
        }
        if (std::ranges::find(kept, name) == kept.end()) return;
        const bool is_list = name == "cookie" || name == "accept-language" || name == "x-forwarded-for";
        if (!is_list && !head_.field(name).empty()) return refuse(bad_request);  // twice: which one counts?
        if (name == "content-length" && !read_length(value)) return;
        head_.fields.emplace_back(name, value);
    }

    bool read_length(std::string_view value) {
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), head_.body_bytes);
        const bool is_number = error == std::errc{} && end == value.data() + value.size() && value.size() <= 10;
        if (!is_number) refuse(error == std::errc::result_out_of_range ? too_large : bad_request);
        return is_number;
    }

    void check() {
        const bool has_length = !head_.field("content-length").empty();
        const std::string host{head_.field("host")};
        if (host.empty() && !is_old_) return refuse(bad_request);
        if (!all(host, is_visible)) return refuse(bad_request);
        const std::string_view path = std::string_view{head_.target}.substr(0, head_.target.find('?'));
        head_.is_photo = head_.method == "POST" && path == "/photo";
        if (head_.method == "POST" && !has_length) return refuse(length_required);
        if (head_.method != "POST" && head_.body_bytes > 0) return refuse(bad_request);
        if (head_.body_bytes > (head_.is_photo ? longest_photo + around_photo : longest_form)) return refuse(too_large);
    }

    RequestHead head_ = {};
    bool is_old_ = false;
    std::size_t count_ = 0;
};

}  // namespace

std::string_view RequestHead::field(std::string_view name) const {
    const auto found = std::ranges::find(fields, name, [](const auto& field) { return std::string_view{field.first}; });
    return found == fields.end() ? std::string_view{} : std::string_view{found->second};
}

RequestHead read_head(std::string_view received) { return HeadReader{}.read(received); }

std::string written_anew(const RequestHead& head, std::string_view body) {
    // What follows a question mark says nothing here: logs and histories keep it, so a ticket's code must not count there.
    std::string text = head.method + " " + head.target.substr(0, head.target.find('?'));
    // Only the older version may go without a host.
    text += head.field("host").empty() ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n";
    for (const auto& [name, value] : head.fields) text.append(name).append(": ").append(value).append("\r\n");
    return text.append("\r\n").append(body);
}

}  // namespace kiosk

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kiosk {

/// How much a request may be, in bytes.
inline constexpr std::size_t longest_head = 8192, longest_form = 8192, longest_photo = 8 << 20, around_photo = 16 << 10;

/// What stands before a request's body, as far as it concerns us.
struct RequestHead {
    enum class State { incomplete, complete, refused };

    State state = State::incomplete;
    int refusal = 0;  // the status of an answer that says why, when it is refused
    std::size_t bytes = 0;       // of the head
    std::size_t body_bytes = 0;  // that follow it
    std::string method = {};
    std::string target = {};
    std::vector<std::pair<std::string, std::string>> fields = {};  // those that count here; names in small letters
    bool keeps_alive = true;
    bool waits_for_continue = false;  // before it sends the body
    bool is_photo = false;

    /// The value of a field; empty when there is none.
    std::string_view field(std::string_view name) const;
};

/// Reads a head, strictly: what browsers and proxies never send is refused, so that no two programs can understand a
/// request differently. Never looks behind `longest_head` bytes.
///
/// @param received  from the request's first byte on, as much as is there
/// @source          RFC 9110, RFC 9112
RequestHead read_head(std::string_view received);

/// The request written anew, with nothing in it that does not count here.
std::string written_anew(const RequestHead& head, std::string_view body);

}  // namespace kiosk

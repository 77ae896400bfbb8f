#include "kiosk/web/request_reader.h"

#include <httplib.h>

#include <utility>

#include "kiosk/phone/pages/phone_page.h"

namespace kiosk {
namespace {

constexpr std::string_view cookie_name = "kiosk";

/// The value of our cookie; of several the first.
std::string cookie_in(std::string_view cookies) {
    while (!cookies.empty()) {
        const auto end = cookies.find(';');
        std::string_view part = cookies.substr(0, end);
        cookies = end == std::string_view::npos ? std::string_view{} : cookies.substr(end + 1);
        while (part.starts_with(' ')) part.remove_prefix(1);
        if (part.starts_with(cookie_name) && part.substr(cookie_name.size()).starts_with('='))
            return std::string{part.substr(cookie_name.size() + 1)};
    }
    return {};
}

/// Whether another site's page sent it. Browsers say so; "null" is what they say of a page that sends no referrer.
bool is_from_elsewhere(const httplib::Request& request) {
    const std::string site = request.get_header_value("sec-fetch-site");
    if (!site.empty()) return site == "cross-site" || site == "same-site";
    const std::string origin = request.get_header_value("origin");
    if (origin.empty() || origin == "null") return false;
    const auto host = origin.find("://");
    return host == std::string::npos || origin.substr(host + 3) != request.get_header_value("host");
}

PhoneRequest question(const httplib::Request& request, bool is_secure) {
    PhoneRequest result{.is_post = request.method == "POST", .is_secure = is_secure};
    result.path = request.path.substr(request.path.starts_with('/') ? 1 : 0);
    result.cookie = cookie_in(request.get_header_value("cookie"));
    result.languages = request.get_header_value("accept-language");
    result.is_from_elsewhere = is_from_elsewhere(request);
    for (const auto& [name, value] : request.params) result.fields.emplace(name, value);
    for (const auto& [name, part] : request.files)
        if (name != "photo") result.fields.emplace(name, part.content);
    return result;
}

std::string cookie_line(const PhoneReply& reply, bool is_secure) {
    std::string line = std::string{cookie_name} + "=" + *reply.cookie + "; HttpOnly; SameSite=Lax";
    if (is_secure) line += "; Secure";
    if (reply.cookie->empty()) return line + "; Max-Age=0";
    return reply.is_cookie_short ? line : line + "; Max-Age=" + std::to_string(reply.cookie_counts.count());
}

void write(const PhoneReply& reply, bool is_secure, httplib::Response& response) {
    response.status = reply.status;
    response.set_content(reply.body, reply.type.c_str());
    response.set_header("Cache-Control", reply.is_kept ? "public, max-age=31536000, immutable" : "no-store");
    response.set_header("Content-Security-Policy", page_policy());
    response.set_header("Referrer-Policy", "no-referrer");
    response.set_header("X-Content-Type-Options", "nosniff");
    response.set_header("X-Frame-Options", "DENY");
    response.set_header("Cross-Origin-Opener-Policy", "same-origin");
    response.set_header("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    if (is_secure) response.set_header("Strict-Transport-Security", "max-age=86400");
    if (reply.cookie) response.set_header("Set-Cookie", cookie_line(reply, is_secure));
    if (reply.status == 503 || reply.status == 429) response.set_header("Retry-After", "5");
}

}  // namespace

/// The library's server without its sockets and threads: those are ours.
struct RequestReader::Inside : httplib::Server {
    explicit Inside(Answer to_answer) : answer(std::move(to_answer)) {
        const auto handle = [this](const httplib::Request& request, httplib::Response& response) {
            PhoneRequest asked = question(request, way.is_secure);
            const auto photo = request.files.find("photo");
            write(answer(asked, photo == request.files.end() ? std::string{} : photo->second.content), way.is_secure, response);
        };
        Get(".*", handle);
        Post(".*", handle);
        set_keep_alive_timeout(15);
        set_keep_alive_max_count(100);
    }

    /// Debian 13's library wants to be told of both ends as well.
    template <typename Server>
    static void process(Server& server, httplib::Stream& stream, bool closes) {
        bool closed = false;
        const std::function<void(httplib::Request&)> as_it_is = [](httplib::Request&) {};
        if constexpr (requires { server.process_request(stream, closes, closed, as_it_is); })
            server.process_request(stream, closes, closed, as_it_is);
        else
            server.process_request(stream, std::string{}, 0, std::string{}, 0, closes, closed, as_it_is);
    }

    Answer answer;
    WayIn way = {};
};

RequestReader::RequestReader(Answer answer) : inside_(std::make_unique<Inside>(std::move(answer))) {}
RequestReader::~RequestReader() = default;

std::string RequestReader::served(const std::string& request, const WayIn& way) {
    inside_->way = way;
    // It reads from where it has got to, and writes to the end.
    httplib::detail::BufferStream stream;
    stream.write(request.data(), request.size());
    Inside::process(*inside_, stream, !way.keeps_alive);
    return stream.get_buffer().substr(request.size());
}

}  // namespace kiosk

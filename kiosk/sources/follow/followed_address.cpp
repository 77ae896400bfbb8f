#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <functional>
#include <optional>
#include <stdexcept>

#include "kiosk/base/owned.h"
#include "kiosk/base/text.h"
#include "kiosk/sources/files/reader.h"
#include "kiosk/sources/follow/followed_source.h"

namespace kiosk {
namespace {

using Outcome = SourceLook::Outcome;

constexpr long connecting_s = 10, whole_answer_s = 300, most_redirects = 5;
constexpr std::chrono::seconds longest_wait_asked_for{3600};

constexpr std::string_view secure = "https://";

/// curl_global_init, once a process.
struct CurlLibrary {
    CurlLibrary() {
        if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) throw std::runtime_error("libcurl can't be used");
    }
    ~CurlLibrary() { curl_global_cleanup(); }
    CurlLibrary(const CurlLibrary&) = delete;
    CurlLibrary& operator=(const CurlLibrary&) = delete;
};

/// The last answer of a server, after redirects.
struct Answer {
    std::string content = {};
    std::string etag = {};
    std::string last_modified = {};
    std::string retry_after = {};
    bool too_large = false;
};

/// The value of a header line if it is of this header.
std::optional<std::string> header_value(std::string_view line, std::string_view name) {
    if (line.size() <= name.size() || line[name.size()] != ':' || ascii_lower(line.substr(0, name.size())) != name) return std::nullopt;
    return std::string{trimmed(line.substr(name.size() + 1))};
}

std::size_t take_header(const char* text, std::size_t, std::size_t size, void* answer_of) {
    auto& answer = *static_cast<Answer*>(answer_of);
    const std::string_view line{text, size};
    if (line.starts_with("HTTP/")) answer = {};
    if (auto value = header_value(line, "etag")) answer.etag = *value;
    if (auto value = header_value(line, "last-modified")) answer.last_modified = *value;
    if (auto value = header_value(line, "retry-after")) answer.retry_after = *value;
    return size;
}

std::size_t take_content(const char* part, std::size_t, std::size_t size, void* answer_of) {
    auto& answer = *static_cast<Answer*>(answer_of);
    answer.too_large = answer.content.size() + size > largest_file;
    if (answer.too_large) return 0;
    answer.content.append(part, size);
    return size;
}

using Headers = Owned<curl_slist, curl_slist_free_all>;

void add(Headers& headers, const std::string& line) {
    if (curl_slist* longer = curl_slist_append(headers.get(), line.c_str())) {
        static_cast<void>(headers.release());
        headers.reset(longer);
    }
}

std::string refusal_of(long status) {
    std::string why = "the server answered " + std::to_string(status);
    if (status == 401 || status == 403) why += " (it lets nobody in without a password)";
    if (status == 404 || status == 410) why += " (nothing is there)";
    if (status == 429) why += " (asked too often)";
    if (status >= 500) why += " (it is in trouble)";
    return why;
}

/// The address without "name:password@", which is nobody's business.
std::string without_password(const std::string& address) {
    const auto host = address.find("://") + 3;
    const auto at = address.substr(host, address.find_first_of("/?#", host) - host).rfind('@');
    return at == std::string::npos ? address : address.substr(0, host) + address.substr(host + at + 1);
}

class FollowedAddress final : public FollowedSource {
  public:
    FollowedAddress(const std::string& address, std::chrono::seconds patience)
        : FollowedSource(clean_utf8(without_password(address))), address_(address) {
        if (!easy_ || !multi_) throw std::runtime_error("libcurl can't be used");
        const bool is_secure = ascii_lower(address.substr(0, secure.size())) == secure;
        set(CURLOPT_URL, address_.c_str());
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        set(CURLOPT_REDIR_PROTOCOLS_STR, is_secure ? "https" : "http,https");
        set(CURLOPT_FOLLOWLOCATION, 1L);
        set(CURLOPT_MAXREDIRS, most_redirects);
        set(CURLOPT_CONNECTTIMEOUT, connecting_s);
        set(CURLOPT_TIMEOUT, whole_answer_s);
        set(CURLOPT_LOW_SPEED_LIMIT, 100L);  // bytes a second
        set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(patience.count()));
        set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(largest_file));
        set(CURLOPT_ACCEPT_ENCODING, "");  // all that it can unpack; the limit counts what comes out
        set(CURLOPT_USERAGENT, "kiosk");
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_ERRORBUFFER, error_);
        set(CURLOPT_HEADERFUNCTION, take_header);
        set(CURLOPT_HEADERDATA, static_cast<void*>(&answer_));
        set(CURLOPT_WRITEFUNCTION, take_content);
        set(CURLOPT_WRITEDATA, static_cast<void*>(&answer_));
        if (const char* trusted = std::getenv("SSL_CERT_FILE"); trusted && *trusted) set(CURLOPT_CAINFO, trusted);
    }

    SourceLook look(int stop) override {
        Headers headers;
        if (!taken_.etag.empty()) add(headers, "If-None-Match: " + taken_.etag);
        if (!taken_.last_modified.empty()) add(headers, "If-Modified-Since: " + taken_.last_modified);
        set(CURLOPT_HTTPHEADER, headers.get());
        answer_ = {};
        error_[0] = '\0';
        const auto code = ask(stop);
        set(CURLOPT_HTTPHEADER, static_cast<curl_slist*>(nullptr));
        if (!code) return {.outcome = Outcome::stopped};
        return *code == CURLE_OK ? judge_answer() : SourceLook{.outcome = Outcome::failed, .why = why_not(*code)};
    }

    void take() override {
        taken_ = {.etag = answer_.etag, .last_modified = answer_.last_modified};
        taken_content_ = std::hash<std::string>{}(answer_.content);
    }

  private:
    template <typename Value>
    void set(CURLoption option, Value value) {
        if (curl_easy_setopt(easy_.get(), option, value) != CURLE_OK) throw std::runtime_error("libcurl lacks something that is needed");
    }

    /// Asks the server and waits for its answer.
    /// @return none when told to stop
    std::optional<CURLcode> ask(int stop) {
        curl_multi_add_handle(multi_.get(), easy_.get());
        std::optional<CURLcode> code;
        for (bool stopped = false; !stopped && !code;) {
            int running = 0;
            if (curl_multi_perform(multi_.get(), &running) != CURLM_OK) code = CURLE_FAILED_INIT;
            int more = 0;
            while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &more))
                if (message->msg == CURLMSG_DONE) code = message->data.result;
            if (code) break;
            curl_waitfd stop_event = {.fd = stop, .events = CURL_WAIT_POLLIN, .revents = 0};
            constexpr int at_most_ms = 1000;
            curl_multi_poll(multi_.get(), &stop_event, 1, at_most_ms, nullptr);
            stopped = stop_event.revents != 0;
        }
        curl_multi_remove_handle(multi_.get(), easy_.get());
        return code;
    }

    std::string why_not(CURLcode code) const {
        if (answer_.too_large || code == CURLE_FILESIZE_EXCEEDED) return "the answer is larger than 64 MiB";
        if (code == CURLE_OPERATION_TIMEDOUT) return "the server took too long to answer";
        if (code == CURLE_TOO_MANY_REDIRECTS) return "the server sends on from one address to the next without end";
        if (code == CURLE_UNSUPPORTED_PROTOCOL) return "the server sends on to an address that is not followed";
        if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE)
            return "its certificate is not trusted (" + library_words(code) + ")";
        if (code == CURLE_COULDNT_RESOLVE_HOST) return "no such server is known, or there is no network";
        if (code == CURLE_COULDNT_CONNECT) return "the server can't be reached";
        if (code == CURLE_PARTIAL_FILE) return "the answer broke off";
        return "the server can't be read (" + library_words(code) + ")";
    }

    std::string library_words(CURLcode code) const {
        return clean_utf8(trimmed(error_[0] != '\0' ? error_ : curl_easy_strerror(code)));
    }

    SourceLook judge_answer() {
        long status = 0;
        curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
        const bool asked_for_changes = !taken_.etag.empty() || !taken_.last_modified.empty();
        if (status == 304 && asked_for_changes) return {.outcome = Outcome::unchanged};
        if (status != 200) {
            SourceLook refused{.outcome = Outcome::failed, .why = refusal_of(status)};
            long seconds = 0;
            std::from_chars(answer_.retry_after.data(), answer_.retry_after.data() + answer_.retry_after.size(), seconds);
            refused.wait_at_least = std::clamp(std::chrono::seconds{seconds}, std::chrono::seconds{0}, longest_wait_asked_for);
            return refused;
        }
        if (std::hash<std::string>{}(answer_.content) == taken_content_) {
            take();
            return {.outcome = Outcome::unchanged};
        }
        return {.outcome = Outcome::changed, .content = answer_.content};
    }

    CurlLibrary library_ = {};
    std::string address_;
    Owned<CURL, curl_easy_cleanup> easy_{curl_easy_init()};
    Owned<CURLM, curl_multi_cleanup> multi_{curl_multi_init()};
    char error_[CURL_ERROR_SIZE] = {};
    Answer answer_ = {};
    Answer taken_ = {};  // its two marks
    std::optional<std::size_t> taken_content_ = {};
};

}  // namespace

std::unique_ptr<FollowedSource> followed_address(const std::string& address, std::chrono::seconds patience) {
    return std::make_unique<FollowedAddress>(address, patience);
}

bool is_web_address(const std::string& source) {
    const Owned<CURLU, curl_url_cleanup> address{curl_url()};
    if (!address || curl_url_set(address.get(), CURLUPART_URL, source.c_str(), 0) != CURLUE_OK) return false;
    const std::string start = ascii_lower(source.substr(0, secure.size()));
    return start.starts_with("http://") || start.starts_with(secure);
}

}  // namespace kiosk

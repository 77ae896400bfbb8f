#include "kiosk/web/request_reader.h"

#include <doctest/doctest.h>

#include <string>

namespace kiosk {
namespace {

/// A reader that keeps what it was asked.
struct Asked {
    PhoneRequest request = {};
    std::string photo = {};
    PhoneReply answer = {.body = "<p>page"};
    RequestReader reader{[this](PhoneRequest& asked, const std::string& picture) {
        request = asked;
        photo = picture;
        return answer;
    }};

    std::string get(const std::string& target, const std::string& fields = "", const WayIn& way = {}) {
        return reader.served("GET " + target + " HTTP/1.1\r\nhost: a\r\n" + fields + "\r\n", way);
    }
    std::string post(const std::string& target, const std::string& type, const std::string& body, const std::string& fields = "") {
        return reader.served("POST " + target + " HTTP/1.1\r\nhost: a\r\n" + fields + "content-type: " + type +
                                 "\r\ncontent-length: " + std::to_string(body.size()) + "\r\n\r\n" + body,
                             {});
    }
};

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a question arrives with its cookie and its languages, and the answer says how it may be used") {
    Asked asked;
    const std::string answer = asked.get("/day?x=y", "cookie: a=b; kiosk=letters; kiosk2=c\r\naccept-language: de\r\n");
    CHECK(asked.request.path == "day");
    CHECK(asked.request.cookie == "letters");
    CHECK(asked.request.languages == "de");
    CHECK_FALSE(asked.request.is_post);
    CHECK(answer.starts_with("HTTP/1.1 200"));
    CHECK(answer.ends_with("\r\n\r\n<p>page"));
    for (const char* line : {"Cache-Control: no-store", "Referrer-Policy: no-referrer", "X-Content-Type-Options: nosniff",
                             "Content-Security-Policy: default-src 'none'; style-src 'sha256-"})
        CHECK_MESSAGE(has(answer, line), line);
    CHECK_FALSE(has(answer, "unsafe"));
    CHECK_FALSE(has(answer, "Set-Cookie"));
}

TEST_CASE("cookies are for this server alone, and behind TLS they stay there") {
    Asked asked;
    asked.answer.cookie = "letters";
    asked.answer.cookie_counts = std::chrono::seconds{60};
    CHECK(has(asked.get("/"), "Set-Cookie: kiosk=letters; HttpOnly; SameSite=Lax; Max-Age=60\r\n"));
    CHECK(has(asked.get("/", "", {.is_secure = true}), "; Secure"));
    asked.answer.is_cookie_short = true;
    CHECK_FALSE(has(asked.get("/"), "Max-Age"));
    asked.answer.cookie = "";
    CHECK(has(asked.get("/"), "Set-Cookie: kiosk=; HttpOnly; SameSite=Lax; Max-Age=0\r\n"));
}

TEST_CASE("a typed form arrives field by field") {
    Asked asked;
    asked.post("/go", "application/x-www-form-urlencoded", "form=abc&code=A+b%2Dc&code=second");
    CHECK(asked.request.is_post);
    CHECK(asked.request.fields == std::map<std::string, std::string>{{"form", "abc"}, {"code", "A b-c"}});
}

TEST_CASE("a photo arrives beside its form") {
    Asked asked;
    const std::string picture{"\x89PNG\r\n\0--x\r\n", 12};
    asked.post("/photo", "multipart/form-data; boundary=x",
               "--x\r\nContent-Disposition: form-data; name=\"form\"\r\n\r\nabc\r\n--x\r\nContent-Disposition: form-data; "
               "name=\"photo\"; filename=\"../../etc/passwd\"\r\nContent-Type: image/png\r\n\r\n" + picture + "\r\n--x--\r\n");
    CHECK(asked.request.fields == std::map<std::string, std::string>{{"form", "abc"}});
    CHECK(asked.photo == picture);
}

TEST_CASE("broken forms are answered, and the next request is read as ever") {
    Asked asked;
    for (const char* type : {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=y", "", "x"})
        CHECK(asked.post("/photo", type, "--x\r\nContent-Disposition: form-data; name=\"form\"\r\n").starts_with("HTTP/1.1 "));
    CHECK(asked.get("/").starts_with("HTTP/1.1 200"));
}

TEST_CASE("another site's form is told apart") {
    Asked asked;
    const auto from = [&](const std::string& fields) {
        asked.post("/go", "application/x-www-form-urlencoded", "a=b", fields);
        return asked.request.is_from_elsewhere;
    };
    CHECK_FALSE(from(""));
    CHECK_FALSE(from("origin: null\r\n"));
    CHECK_FALSE(from("origin: http://a\r\n"));
    CHECK(from("origin: http://evil\r\n"));
    CHECK(from("sec-fetch-site: cross-site\r\n"));
    CHECK_FALSE(from("sec-fetch-site: same-origin\r\norigin: null\r\n"));
}

}  // namespace kiosk

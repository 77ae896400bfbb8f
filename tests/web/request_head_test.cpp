#include "kiosk/web/request_head.h"

#include <doctest/doctest.h>

#include <string>

#include "kiosk/web/listen_address.h"

namespace kiosk {
namespace {

using namespace std::string_literals;
using State = RequestHead::State;

std::string get(const std::string& fields, const std::string& target = "/") { return "GET " + target + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n"; }

}  // namespace

TEST_CASE("a browser's request is read, and only what counts is kept") {
    const RequestHead head = read_head(get("User-Agent: x\r\nCookie:  kiosk=1 \r\nAccept-Encoding: br\r\n", "/day?x=1"));
    CHECK(head.state == State::complete);
    CHECK(head.method == "GET");
    CHECK(head.target == "/day?x=1");
    CHECK(head.field("cookie") == "kiosk=1");
    CHECK(head.keeps_alive);
    CHECK(written_anew(head, "") == "GET /day HTTP/1.1\r\nhost: a\r\ncookie: kiosk=1\r\n\r\n");
}

TEST_CASE("a request of the older version without a host means the same when it is written anew") {
    const std::string anew = written_anew(read_head("GET /day HTTP/1.0\r\nCookie: kiosk=1\r\n\r\n"), "");
    CHECK(anew == "GET /day HTTP/1.0\r\ncookie: kiosk=1\r\n\r\n");
    CHECK(read_head(anew).state == State::complete);
}

TEST_CASE("a head that is not all there yet is waited for, whatever byte it ends with") {
    const std::string whole = get("Cookie: kiosk=1\r\n");
    for (std::size_t i = 0; i < whole.size(); ++i) CHECK(read_head(whole.substr(0, i)).state == State::incomplete);
    CHECK(read_head(whole + "GET /next").bytes == whole.size());
}

TEST_CASE("what no browser sends is refused") {
    struct Row {
        std::string request;
        int status;
        const char* why;
    };
    const std::string post = "POST /go HTTP/1.1\r\nHost: a\r\n";
    const Row rows[] = {
        {"GET / HTTP/1.1\r\n\r\n", 400, "no host"},
        {get("Host: b\r\n"), 400, "two hosts"},
        {get("X : y\r\n"), 400, "a blank before the colon"},
        {get(" folded\r\n"), 400, "a folded line"},
        {get("nothing\r\n"), 400, "no colon"},
        {get("A: b\nC: d\r\n"), 400, "a bare line feed"},
        {get("A: \0\r\n"s), 400, "a zero byte"},
        {get("A: b\rc\r\n"), 400, "a bare carriage return"},
        {"GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400, "a proxy's form"},
        {"GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400, "two blanks"},
        {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505, "another version"},
        {"GET /" + std::string(3000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414, "a long target"},
        {"PUT / HTTP/1.1\r\nHost: a\r\n\r\n", 405, "another method"},
        {"TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 405, "another method"},
        {get("Content-Length: 4\r\n"), 400, "a question with a body"},
        {post + "\r\n", 411, "a form without a length"},
        {post + "Content-Length: 5\r\nContent-Length: 5\r\n\r\n", 400, "two lengths"},
        {post + "Content-Length: +5\r\n\r\n", 400, "a sign"},
        {post + "Content-Length: 5, 5\r\n\r\n", 400, "a list of lengths"},
        {post + "Content-Length: 99999999999999999999999\r\n\r\n", 413, "a length beyond counting"},
        {post + "Content-Length: 8193\r\n\r\n", 413, "a long form"},
        {"POST /photo HTTP/1.1\r\nHost: a\r\nContent-Length: 8500000\r\n\r\n", 413, "a large photo"},
        {post + "Transfer-Encoding: chunked\r\n\r\n", 501, "chunks"},
        {post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", 501, "a length and chunks"},
        {post + "Content-Length: 5\r\nContent-Encoding: gzip\r\n\r\n", 415, "a packed form"},
        {post + "Content-Length: 5\r\nExpect: money\r\n\r\n", 417, "another expectation"},
        {"\x16\x03\x01\x02\r\n", 400, "TLS"},
        {"nonsense\r\n", 400, "no request at all"},
    };
    for (const Row& row : rows) {
        const RequestHead head = read_head(row.request);
        CHECK_MESSAGE(head.state == State::refused, row.why);
        CHECK_MESSAGE(head.refusal == row.status, row.why);
    }
    std::string many;
    for (int i = 0; i < 70; ++i) many += "A" + std::to_string(i) + ": b\r\n";
    CHECK(read_head(get(many)).refusal == 431);
    CHECK(read_head("GET / HTTP/1.1\r\nA: " + std::string(9000, 'a')).refusal == 431);
}

TEST_CASE("a form and a photo may be as long as they may be") {
    const std::string ends = "\r\nHost: a\r\nContent-Length: ";
    CHECK(read_head("POST /go HTTP/1.1" + ends + "8192\r\n\r\n").state == State::complete);
    const RequestHead photo = read_head("POST /photo HTTP/1.1" + ends + "8388608\r\nExpect: 100-continue\r\n\r\n");
    CHECK(photo.state == State::complete);
    CHECK(photo.is_photo);
    CHECK(photo.waits_for_continue);
    CHECK(photo.body_bytes == 8388608);
}

TEST_CASE("addresses are read as people write them") {
    CHECK(listen_address("127.0.0.1:80") == ListenAddress{"127.0.0.1", 80});
    CHECK(listen_address("[::1]:80") == ListenAddress{"::1", 80});
    CHECK(listen_address("::1") == ListenAddress{"::1", 8013});
    CHECK(listen_address("[::1]") == ListenAddress{"::1", 8013});
    CHECK(listen_address(":0") == ListenAddress{"", 0});
    CHECK(listen_address("8080") == ListenAddress{"", 8080});
    CHECK(listen_address("10.0.0.1") == ListenAddress{"10.0.0.1", 8013});
    for (const char* nonsense : {"", ":", "venue:80", "1.2.3.4:", "1.2.3.4:70000", "[::1", "[::1]80", "[::1]:", "1.2.3.4:8x"})
        CHECK_MESSAGE(!listen_address(nonsense), nonsense);
}

}  // namespace kiosk
